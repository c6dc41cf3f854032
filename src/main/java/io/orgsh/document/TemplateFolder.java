package io.orgsh.document;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The documents of a folder: each {@code NAME.json.ftl} is one; other {@code .ftl} files, also in
 * folders below, are pieces to include.
 *
 * <p>The folder is read once, when it is opened: what is rendered is what was checked (now, or
 * before, if a verdict on the very same content is remembered) and hashed. An edit is seen when the
 * folder is opened again.
 */
public final class TemplateFolder implements Documents {
  private static final String FILE = ".ftl";
  private static final int DEPTH = 4;
  private static final int MOST_FILES = 1000;
  private static final int MOST_INCLUDES = 20;
  private static final int MOST_LEVELS = 3;
  private static final Text UNREADABLE = Text.of("cannot read the templates", "テンプレートを読み込めません");
  private static final Text WRONG = Text.of("wrong template", "テンプレートに誤りがあります");

  private final Map<String, Document> documents;
  private final Map<String, TemplateSource> sources;
  private final Map<String, Set<String>> includes;
  private final Templates templates;

  private TemplateFolder(
      Map<String, Document> documents,
      Map<String, TemplateSource> sources,
      Map<String, Set<String>> includes,
      Templates templates) {
    this.documents = documents;
    this.sources = sources;
    this.includes = includes;
    this.templates = templates;
  }

  /** What came of opening a folder. */
  public sealed interface Opened {
    /** The documents; every template was understood. */
    record Loaded(TemplateFolder documents) implements Opened {}

    /** Every mistake in every template. */
    record Wrong(List<Problem> problems) implements Opened {
      public Wrong {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Reads and checks every template of a folder.
   *
   * @param folder as the operator would type it
   */
  public static Opened open(Path folder) {
    return open(folder, Verdicts.NONE);
  }

  /**
   * Reads every template of a folder, and checks them unless they were found right before:
   * FreeMarker then sees a template when it is rendered, or when it may include others.
   *
   * @param folder as the operator would type it
   */
  public static Opened open(Path folder, Verdicts verdicts) {
    List<Problem> problems = new ArrayList<>();
    Map<String, TemplateSource> sources = new TreeMap<>();
    try {
      read(folder, sources, problems);
    } catch (IOException unreadable) {
      problems.add(
          Problem.of(
              UNREADABLE,
              Text.of("The folder %s could not be read: %s.", "フォルダー%sを読み込めませんでした: %s。")
                  .with(folder, unreadable),
              new Where.AtOption("--templates " + folder)));
      return new Opened.Wrong(problems);
    }
    String digest = digest(sources);
    boolean known = problems.isEmpty() && verdicts.right(digest);
    var templates = new Templates(sources);
    Map<String, Document> documents = new TreeMap<>();
    Map<String, Set<String>> includes = new TreeMap<>();
    for (TemplateSource source : sources.values()) {
      if (source.isDocument()) {
        switch (HeaderReader.read(source)) {
          case HeaderReader.Header.Declared(Document document) ->
              documents.put(document.name(), document);
          case HeaderReader.Header.Wrong(List<Problem> wrong) -> problems.addAll(wrong);
        }
      }
      if (known && !source.mayInclude()) {
        includes.put(source.name(), Set.of());
        continue;
      }
      switch (templates.parse(source)) {
        case Templates.Parsed.Wrong(Problem problem) -> problems.add(problem);
        case Templates.Parsed.Canonical(String canonical) -> {
          problems.addAll(Permitted.mistakes(source, canonical));
          includes.put(source.name(), resolved(source, canonical));
        }
      }
    }
    problems.addAll(new Includes(sources, includes).mistakes());
    if (problems.isEmpty() && !known) {
      verdicts.note(digest);
    }
    return problems.isEmpty()
        ? new Opened.Loaded(new TemplateFolder(documents, sources, includes, templates))
        : new Opened.Wrong(problems);
  }

  @Override
  public List<Document> all() {
    return List.copyOf(documents.values());
  }

  @Override
  public Optional<Document> find(String name) {
    return Optional.ofNullable(documents.get(name));
  }

  @Override
  public Rendered render(Document document, JsonNode values) {
    TemplateSource source = source(document);
    return switch (ValueCheck.check(document, values)) {
      case ValueCheck.Checked.Wrong(List<Problem> problems) -> new Rendered.Wrong(problems);
      case ValueCheck.Checked.Right(Map<String, Object> right) -> templates.render(source, right);
    };
  }

  @Override
  public String hash(Document document) {
    MessageDigest digest = sha256();
    TemplateSource template = source(document);
    // The template's own bytes first, so that without includes it is what sha256sum says.
    digest.update(template.bytes());
    for (String name : new Includes(sources, includes).below(template.name())) {
      digest.update(("\0" + name + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(Optional.ofNullable(sources.get(name)).orElseThrow().bytes());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Of every file and its name, with their lengths, so that nothing passes from one to the next.
   */
  private static String digest(Map<String, TemplateSource> sources) {
    MessageDigest digest = sha256();
    digest.update("templates\n".getBytes(StandardCharsets.UTF_8));
    for (TemplateSource source : sources.values()) {
      byte[] bytes = source.bytes();
      digest.update(
          (source.name().length() + " " + source.name() + " " + bytes.length + "\n")
              .getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  private TemplateSource source(Document document) {
    return sources.values().stream()
        .filter(source -> source.isDocument() && source.documentName().equals(document.name()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not of this folder: " + document.name()));
  }

  private static Set<String> resolved(TemplateSource source, String canonical) {
    String folder = source.name().substring(0, source.name().lastIndexOf('/') + 1);
    Set<String> names = new TreeSet<>();
    Permitted.included(canonical).forEach(name -> names.add(folder + name));
    return names;
  }

  private static void read(Path folder, Map<String, TemplateSource> sources, List<Problem> problems)
      throws IOException {
    Path root = folder.toRealPath();
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder, DEPTH)) {
      files =
          tree.filter(file -> file.toString().endsWith(FILE) && !Files.isDirectory(file))
              .sorted(Comparator.comparing(Path::toString))
              .toList();
    } catch (UncheckedIOException unreadable) {
      // The walk says so when a folder below cannot be listed.
      throw unreadable.getCause();
    }
    if (files.size() > MOST_FILES) {
      throw new IOException("more than " + MOST_FILES + " templates");
    }
    for (Path file : files) {
      Path relative = folder.relativize(file);
      var names = new ArrayList<String>();
      relative.forEach(name -> names.add(name.toString()));
      String name = String.join("/", names);
      var empty = new TemplateSource(file, name, "");
      if (!Files.exists(file) || !file.toRealPath().startsWith(root)) {
        problems.add(
            problem(
                empty,
                Text.of(
                    "The link leads out of the template folder, so it is not read.",
                    "リンク先がテンプレートフォルダーの外にあるため、読み込みません。")));
      } else if (Files.size(file) > Templates.MOST_CHARACTERS) {
        problems.add(
            problem(
                empty,
                Text.of("The file has more than %d bytes.", "ファイルサイズが%dバイトを超えています。")
                    .with(Templates.MOST_CHARACTERS)));
      } else {
        text(file)
            .ifPresentOrElse(
                text -> sources.put(name, new TemplateSource(file, name, text)),
                () ->
                    problems.add(
                        problem(
                            empty,
                            Text.of(
                                "The file is not UTF-8, or holds a character that Unicode does"
                                    + " not use for text.",
                                "ファイルがUTF-8でないか、文字として使えないコードを含んでいます。"))));
      }
    }
  }

  private static Optional<String> text(Path file) throws IOException {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString();
      return JsonEscaping.marked(text) ? Optional.empty() : Optional.of(text);
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  /** A file may have grown since its size was asked. */
  private static byte[] bytes(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(4 * Templates.MOST_CHARACTERS);
    }
  }

  private static Problem problem(TemplateSource source, Text why) {
    return Problem.of(WRONG, why, source.at(1, 1, 1));
  }

  /** Which file includes which. */
  private record Includes(Map<String, TemplateSource> sources, Map<String, Set<String>> direct) {

    List<Problem> mistakes() {
      List<Problem> problems = new ArrayList<>();
      direct.forEach(
          (name, included) -> {
            TemplateSource source = Optional.ofNullable(sources.get(name)).orElseThrow();
            for (String other : included) {
              if (!sources.containsKey(other)) {
                problems.add(
                    problem(
                        source,
                        Text.of(
                                "It includes \"%s\", which is not in the template folder.",
                                "includeしている「%s」がテンプレートフォルダーにありません。")
                            .with(other)));
              }
            }
            if (includesOf(source) > MOST_INCLUDES) {
              problems.add(
                  problem(
                      source,
                      Text.of("It has more than %d <#include>.", "<#include>が%d個を超えています。")
                          .with(MOST_INCLUDES)));
            }
            if (!below(name).contains(name) && levels(name, MOST_LEVELS) > MOST_LEVELS) {
              problems.add(
                  problem(
                      source,
                      Text.of("Files include files at most %d deep.", "includeの入れ子は%d段までです。")
                          .with(MOST_LEVELS)));
            }
            if (below(name).contains(name)) {
              problems.add(
                  problem(
                      source,
                      Text.of(
                          "It includes itself, directly or through another file.",
                          "自分自身を(直接、または他のファイル経由で)includeしています。")));
            }
          });
      return problems;
    }

    private static long includesOf(TemplateSource source) {
      return source.text().split("<#\\s*include", -1).length - 1L;
    }

    /** How deep a file includes others, as far as it matters. */
    private int levels(String name, int left) {
      if (left < 0) {
        return 0;
      }
      return direct.getOrDefault(name, Set.of()).stream()
          .mapToInt(other -> 1 + levels(other, left - 1))
          .max()
          .orElse(0);
    }

    /** All that a file includes, also through others; itself only if it includes itself. */
    Set<String> below(String name) {
      Set<String> found = new TreeSet<>();
      var open = new ArrayList<>(direct.getOrDefault(name, Set.of()));
      Set<String> seen = new HashSet<>();
      while (!open.isEmpty()) {
        String next = open.removeLast();
        if (seen.add(next)) {
          found.add(next);
          open.addAll(direct.getOrDefault(next, Set.of()));
        }
      }
      return found;
    }
  }
}
