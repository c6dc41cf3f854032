import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the man pages (English, Japanese) and the completions of bash, zsh and fish from what
 * {@code orgsh help --output json} says, so that they cannot say anything else.
 */
final class Pages {
  private final JsonNode help;

  private Pages(JsonNode help) {
    this.help = help;
  }

  /**
   * The entry.
   *
   * @param arguments the folder to write to, the program's version, its date; the help on stdin
   */
  public static void main(String[] arguments) throws IOException {
    var pages = new Pages(read(System.in));
    Path share = Path.of(arguments[0]);
    write(share.resolve("man/man1/orgsh.1"), pages.man("en", arguments[1], arguments[2]));
    write(share.resolve("man/ja/man1/orgsh.1"), pages.man("ja", arguments[1], arguments[2]));
    write(share.resolve("bash-completion/completions/orgsh"), pages.bash());
    write(share.resolve("zsh/site-functions/_orgsh"), pages.zsh());
    write(share.resolve("fish/vendor_completions.d/orgsh.fish"), pages.fish());
  }

  private static JsonNode read(InputStream in) {
    return JsonMapper.shared().readTree(in);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String man(String language, String version, String date) {
    boolean ja = language.equals("ja");
    var page = new StringBuilder();
    page.append(".TH ORGSH 1 \"%s\" \"orgsh %s\"\n".formatted(date, version));
    page.append(ja ? ".SH 名前\n" : ".SH NAME\n");
    page.append("orgsh \\- ")
        .append(ja ? "AWS OrganizationsのためのRunbookシェル" : "the runbook shell for AWS Organizations")
        .append('\n');
    page.append(ja ? ".SH 書式\n" : ".SH SYNOPSIS\n");
    page.append(".B orgsh\n[OPTION...] [COMMAND [ARGUMENT...]]\n");
    page.append(ja ? ".SH 説明\n" : ".SH DESCRIPTION\n");
    page.append(
        roff(
            ja
                ? "コマンドを指定しないと対話シェルを開始します。 orgsh --sandbox は、AWSアカウントなしで試せる組み込みの組織で動きます。"
                : "Without a command, the interactive shell begins. orgsh --sandbox works on an"
                    + " embedded organization, without an AWS account."));
    page.append(ja ? ".SH コマンド\n" : ".SH COMMANDS\n");
    for (JsonNode command : help.path("commands")) {
      page.append(".SS ").append(escaped(command.path("usage").asString())).append('\n');
      page.append(roff(words(command, "title", language)));
      if (command.has("about")) {
        page.append(".PP\n").append(roff(words(command, "about", language)));
      }
      options(page, command.path("options"), language);
    }
    page.append(ja ? ".SH すべてのコマンドに共通のオプション\n" : ".SH OPTIONS OF EVERY COMMAND\n");
    options(page, help.path("options"), language);
    page.append(ja ? ".SH 終了コード\n" : ".SH EXIT STATUS\n");
    for (JsonNode exit : help.path("exits")) {
      page.append(".TP\n.B ").append(exit.path("code").asInt()).append('\n');
      page.append(roff(words(exit, "meaning", language)));
    }
    page.append(ja ? ".SH ファイル\n" : ".SH FILES\n");
    page.append(".TP\n.I orgsh.yaml\n");
    page.append(
        roff(
            ja
                ? "設定ファイル(作業フォルダー、なければ $XDG_CONFIG_HOME/orgsh)。"
                : "The configuration: in the working folder, else in $XDG_CONFIG_HOME/orgsh."));
    page.append(".TP\n.I $XDG_STATE_HOME/orgsh\n");
    page.append(
        roff(
            ja
                ? "実行のジャーナル、サンドボックスの状態、ログ。"
                : "The journals of runs, the sandbox's world, and the log."));
    return page.toString();
  }

  private static void options(StringBuilder page, JsonNode options, String language) {
    for (JsonNode option : options) {
      page.append(".TP\n.B ").append(escaped(option.path("usage").asString())).append('\n');
      page.append(roff(words(option, "title", language)));
    }
  }

  private static String words(JsonNode node, String member, String language) {
    return node.path(member).path(language).asString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }

  /** A paragraph: a line must not begin with a dot or an apostrophe. */
  private static String roff(String text) {
    return escaped(text)
        .lines()
        .map(l -> l.matches("^[.'].*") ? "\\&" + l : l)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The options of a command line without their values' names: {@code --set}. */
  private static List<String> flags(JsonNode options) {
    var flags = new ArrayList<String>();
    options.forEach(
        option -> flags.add(option.path("usage").asString().replaceAll("[ =\\[].*", "")));
    return flags;
  }

  private List<String> common() {
    return flags(help.path("options"));
  }

  private Map<String, Set<String>> firstWords() {
    Map<String, Set<String>> words = new LinkedHashMap<>();
    for (JsonNode command : help.path("commands")) {
      String[] name = command.path("command").asString().split(" ");
      Set<String> seconds = words.computeIfAbsent(name[0], _ -> new LinkedHashSet<>());
      if (name.length > 1) {
        seconds.add(name[1]);
      }
    }
    return words;
  }

  /** The options of all commands that begin with a word. */
  private List<String> own(String first) {
    var flags = new LinkedHashSet<String>();
    for (JsonNode command : help.path("commands")) {
      String name = command.path("command").asString();
      if (name.equals(first) || name.startsWith(first + " ")) {
        flags.addAll(flags(command.path("options")));
      }
    }
    return List.copyOf(flags);
  }

  private boolean takesRunbook(String first) {
    for (JsonNode command : help.path("commands")) {
      if (command.path("usage").asString().startsWith(first + " RUNBOOK")) {
        return true;
      }
    }
    return false;
  }

  private String bash() {
    var text =
        new StringBuilder(
            """
            # bash completion of orgsh
            _orgsh() {
              local cur=${COMP_WORDS[COMP_CWORD]} first= word i
              for ((i = 1; i < COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                case $word in -*) ;; *) first=$word; break ;; esac
              done
              local words= options=%s
              case $first in
            """
                .formatted(quoted(common())));
    firstWords()
        .forEach(
            (first, seconds) -> {
              text.append("    %s) options+=%s;".formatted(first, quoted(" ", own(first))));
              text.append(" words=%s".formatted(quoted(seconds)));
              text.append(takesRunbook(first) ? "$(_orgsh_runbooks)" : "").append(" ;;\n");
            });
    text.append(
        """
            '') words=%s ;;
          esac
          if [[ $cur == -* ]]; then
            COMPREPLY=($(compgen -W "$options" -- "$cur"))
          elif [[ -n $words ]]; then
            COMPREPLY=($(compgen -W "$words" -- "$cur"))
          fi
        }
        _orgsh_runbooks() {
          local program file
          program=$(readlink -f "$(command -v orgsh)") || return
          for file in "${program%%/bin/orgsh}"/runbooks/*.yaml; do
            file=${file##*/}
            printf '%%s ' "${file%%.yaml}"
          done
        }
        complete -o default -F _orgsh orgsh
        """
            .formatted(quoted(firstWords().keySet())));
    return text.toString();
  }

  private String zsh() {
    var text =
        new StringBuilder(
            """
            #compdef orgsh
            # zsh completion of orgsh
            local -a offers options
            local first word home=${commands[orgsh]:A:h:h}
            for word in ${words[2,CURRENT-1]}; do
              case $word in -*) ;; *) first=$word; break ;; esac
            done
            options=(%s)
            case $first in
            """
                .formatted(String.join(" ", common())));
    firstWords()
        .forEach(
            (first, seconds) ->
                text.append(
                    "  %s) options+=(%s); offers=(%s%s) ;;\n"
                        .formatted(
                            first,
                            String.join(" ", own(first)),
                            String.join(" ", seconds),
                            takesRunbook(first) ? "$home/runbooks/*.yaml(N:t:r)" : "")));
    text.append("  '') offers=(%s) ;;\n".formatted(String.join(" ", firstWords().keySet())));
    text.append(
        """
        esac
        if [[ $PREFIX == -* ]]; then
          compadd -- $options
        elif (( ${#offers} )); then
          compadd -- $offers
        else
          _files
        fi
        """);
    return text.toString();
  }

  private String fish() {
    var text =
        new StringBuilder(
            """
            # fish completion of orgsh
            function __orgsh_runbooks
                for file in (path dirname (path dirname (path resolve (command -v orgsh))))/runbooks/*.yaml
                    path change-extension '' (path basename $file)
                end
            end
            """);
    firstWords()
        .forEach(
            (first, seconds) -> {
              text.append(
                  "complete -c orgsh -n __fish_use_subcommand -f -a %s -d %s\n"
                      .formatted(first, single(title(first))));
              seconds.forEach(
                  second ->
                      text.append(
                          "complete -c orgsh -n '__fish_seen_subcommand_from %s' -f -a %s\n"
                              .formatted(first, second)));
              if (takesRunbook(first)) {
                text.append(
                    "complete -c orgsh -n '__fish_seen_subcommand_from %s' -f -a '(__orgsh_runbooks)'\n"
                        .formatted(first));
              }
              own(first)
                  .forEach(
                      flag ->
                          text.append(
                              "complete -c orgsh -n '__fish_seen_subcommand_from %s' -l %s\n"
                                  .formatted(first, flag.substring(2))));
            });
    for (JsonNode option : help.path("options")) {
      String flag = option.path("usage").asString().replaceAll("[ =\\[].*", "");
      text.append(
          "complete -c orgsh -l %s -d %s\n"
              .formatted(flag.substring(2), single(words(option, "title", "en"))));
    }
    return text.toString();
  }

  private String title(String first) {
    for (JsonNode command : help.path("commands")) {
      if (command.path("command").asString().equals(first)) {
        return words(command, "title", "en");
      }
    }
    return first;
  }

  private static String quoted(Iterable<String> words) {
    return quoted("", words);
  }

  private static String quoted(String before, Iterable<String> words) {
    return "\"" + before + String.join(" ", words) + "\"";
  }

  private static String single(String text) {
    return "'" + text.replace("'", "\\'") + "'";
  }
}
