package io.orgsh.document;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of FreeMarker that a document may use. It is a list of what is allowed, since a list of
 * what is forbidden has holes: nothing here switches the escaping off, turns a text into a program,
 * loops without end, or reads what is not in the template folder.
 *
 * <p>It looks at FreeMarker's own canonical form of the template, where no blank, comment or other
 * spelling hides a word. It does not tell a template's text from its expressions: a text such as
 * {@code role?abc} is refused too, and can be written <code>role${"?"}abc</code>.
 */
final class Permitted {
  private static final Text WHAT = Text.of("forbidden in a template", "テンプレートで使えない機能です");

  static final Set<String> DIRECTIVES =
      Set.of(
          "if", "elseif", "else", "list", "items", "sep", "assign", "include", "t", "lt", "rt",
          "nt");

  static final Set<String> BUILT_INS =
      Set.of(
          "has_content",
          "size",
          "join",
          "first",
          "last",
          "index",
          "counter",
          "is_first",
          "is_last",
          "has_next",
          "seq_contains",
          "contains",
          "starts_with",
          "ends_with",
          "remove_beginning",
          "remove_ending",
          "keep_before",
          "keep_after",
          "trim",
          "lower_case",
          "upper_case",
          "length",
          "sort",
          "split",
          "map",
          "filter",
          "then",
          "c");

  private static final Pattern DIRECTIVE = Pattern.compile("</?#([A-Za-z_]+)");
  private static final Pattern MACRO_CALL = Pattern.compile("</?@");
  private static final Pattern BUILT_IN = Pattern.compile("\\?([A-Za-z_]\\w*)");
  private static final Pattern RANGE = Pattern.compile("(?<!\\.)\\.\\.(?!\\.)");

  /** FreeMarker's own variables: of them a document needs none. */
  private static final Pattern SPECIAL =
      Pattern.compile(
          "(?<![\\w)\\]])\\.(args|auto_?esc|caller_?template_?name|current_?node"
              + "|current_?template_?name|data_?model|error|get_?optional_?template|globals"
              + "|incompatible_?improvements|lang|locale|locale_?object|locals|main"
              + "|main_?template_?name|namespace|node|now|output_?encoding|output_?format|pass"
              + "|template_?name|time_?zone|url_?escaping_?charset|vars|version)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern INCLUDE = Pattern.compile("<#include ([^>]*)>");
  private static final Pattern INCLUDED =
      Pattern.compile(
          "\"((?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ftl)\"/?");

  private final TemplateSource source;
  private final String canonical;
  private final List<Problem> problems = new ArrayList<>();

  private Permitted(TemplateSource source, String canonical) {
    this.source = source;
    this.canonical = canonical;
  }

  /** Everything in a template that it may not use. */
  static List<Problem> mistakes(TemplateSource source, String canonical) {
    var permitted = new Permitted(source, canonical);
    permitted.words(DIRECTIVE, DIRECTIVES, "</?#\\s*", "<#%s>");
    permitted.words(BUILT_IN, BUILT_INS, "\\?(\\s|<#--.*?-->)*", "?%s");
    permitted.never(MACRO_CALL, "<@…>", "</?@");
    permitted.never(RANGE, "..", "\\.\\.");
    permitted.special();
    permitted.includes();
    for (Growth.Found found : Growth.in(canonical, source.isDocument())) {
      permitted.problems.add(problem(source, found.inSource(), found.why()));
    }
    return List.copyOf(permitted.problems);
  }

  /** The files that a template includes, as it names them: relative to its own folder. */
  static Set<String> included(String canonical) {
    Set<String> names = new LinkedHashSet<>();
    INCLUDE
        .matcher(canonical)
        .results()
        .map(include -> INCLUDED.matcher(include.group(1)))
        .filter(Matcher::matches)
        .forEach(include -> names.add(include.group(1)));
    return names;
  }

  private void words(Pattern pattern, Set<String> allowed, String before, String shown) {
    var wrong = new LinkedHashSet<String>();
    pattern
        .matcher(canonical)
        .results()
        .map(found -> found.group(1))
        .filter(word -> !allowed.contains(word))
        .forEach(wrong::add);
    wrong.forEach(word -> refuse(shown.formatted(word), before + Pattern.quote(word)));
  }

  private void never(Pattern pattern, String shown, String inSource) {
    if (pattern.matcher(canonical).find()) {
      refuse(shown, inSource);
    }
  }

  private void special() {
    SPECIAL
        .matcher(canonical)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .forEach(name -> refuse("." + name, "\\." + name));
  }

  private void includes() {
    INCLUDE
        .matcher(canonical)
        .results()
        .filter(include -> !INCLUDED.matcher(include.group(1)).matches())
        .findFirst()
        .ifPresent(
            _ ->
                problems.add(
                    problem(
                        source,
                        "<#\\s*include",
                        Text.of(
                            "<#include> takes the name of an .ftl file in the template folder, in"
                                + " quotes, as it is: no expression, no \"..\", no absolute path.",
                            "<#include>には、テンプレートフォルダー内の.ftlファイル名を引用符で囲んで"
                                + "そのまま書いてください(式、「..」、絶対パスは使えません)。"))));
  }

  private void refuse(String word, String inSource) {
    problems.add(refused(source, word, inSource));
  }

  /**
   * A word that a document may not use.
   *
   * @param inSource the pattern that finds it in the file
   */
  static Problem refused(TemplateSource source, String word, String inSource) {
    return problem(
        source,
        inSource,
        Text.of(
                "A document may not use %s: only what keeps values data and ends by itself is"
                    + " allowed (docs/documents.md).",
                "ドキュメントで%sは使えません。値をデータのまま扱い、必ず終了する機能だけを使えます" + "(docs/documents.md)。")
            .with(word));
  }

  private static Problem problem(TemplateSource source, String inSource, Text why) {
    String body = source.body();
    int shift = source.text().length() - body.length();
    return Pattern.compile(inSource, Pattern.DOTALL)
        .matcher(body)
        .results()
        .findFirst()
        .map(MatchResult::start)
        .map(start -> Problem.of(WHAT, why, source.at(start + shift, 1)))
        .orElseGet(() -> Problem.of(WHAT, why, source.at(1, 1, 1)));
  }
}
