package io.orgsh.document;

import freemarker.cache.StringTemplateLoader;
import freemarker.cache.StrongCacheStorage;
import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.node.ObjectNode;

/**
 * FreeMarker over the files that were read when the folder was opened. It reaches nothing else:
 * neither a file, nor a class, nor a method of a value.
 */
final class Templates {
  /** No policy of AWS is near this size. */
  static final int MOST_CHARACTERS = 256 * 1024;

  private static final Text WRONG = Text.of("wrong template", "テンプレートに誤りがあります");
  private static final Text TOO_LARGE = Text.of("document too large", "ドキュメントが大きすぎます");

  private static final int MOST_SECONDS = 10;
  private static final Deadline DEADLINE = new Deadline(Duration.ofSeconds(MOST_SECONDS));

  private final Map<String, TemplateSource> sources;
  private final Configuration freemarker;
  private boolean stoppable;

  Templates(Map<String, TemplateSource> sources) {
    this.sources = Map.copyOf(sources);
    var loader = new StringTemplateLoader();
    sources.forEach((name, source) -> loader.putTemplate(name, source.body()));
    freemarker = new Configuration(Configuration.VERSION_2_3_34);
    freemarker.setTemplateLoader(loader);
    freemarker.setCacheStorage(new StrongCacheStorage());
    freemarker.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    freemarker.setLocalizedLookup(false);
    freemarker.setDefaultEncoding("UTF-8");
    freemarker.setLocale(Locale.ROOT);
    freemarker.setNumberFormat("computer");
    freemarker.setRecognizeStandardFileExtensions(false);
    freemarker.setOutputFormat(JsonEscaping.FORMAT);
    freemarker.setAutoEscapingPolicy(Configuration.FORCE_AUTO_ESCAPING_POLICY);
    freemarker.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
    freemarker.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    freemarker.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    freemarker.setAPIBuiltinEnabled(false);
    freemarker.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
    freemarker.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    freemarker.setLogTemplateExceptions(false);
  }

  /** A template as FreeMarker understood it, or what it did not understand. */
  sealed interface Parsed {
    /** The template in FreeMarker's canonical form. */
    record Canonical(String text) implements Parsed {}

    /** Wrong FreeMarker. */
    record Wrong(Problem problem) implements Parsed {}
  }

  Parsed parse(TemplateSource source) {
    try {
      return parsed(source);
    } catch (StackOverflowError _) {
      // FreeMarker calls itself for each level.
      return new Parsed.Wrong(
          Problem.of(
              WRONG,
              Text.of("It nests too deep to be read.", "入れ子が深すぎるため読み取れません。"),
              source.at(1, 1, 1)));
    }
  }

  private Parsed parsed(TemplateSource source) {
    // The canonical form does not show this directive, which can change the output format.
    if (source.body().stripLeading().startsWith("<#ftl")) {
      return new Parsed.Wrong(Permitted.refused(source, "<#ftl>", "<#ftl"));
    }
    try {
      var canonical = new StringWriter();
      freemarker.getTemplate(source.name()).dump(canonical);
      return new Parsed.Canonical(canonical.toString());
    } catch (ParseException mistake) {
      return new Parsed.Wrong(wrong(source, mistake));
    } catch (IOException mistake) {
      throw new UncheckedIOException("a template in memory cannot be read", mistake);
    }
  }

  /** Renders a template with values that are texts and lists of texts. */
  Documents.Rendered render(TemplateSource source, Map<String, Object> values) {
    try {
      makeStoppable();
      var template = freemarker.getTemplate(source.name());
      return read(source, values, process(template, values));
    } catch (Deadline.Passed _) {
      return wrong(
          Problem.of(
              Text.of("template takes too long", "テンプレートの処理に時間がかかりすぎています"),
              Text.of(
                      "It was stopped after %d seconds. Loops inside of loops over long lists can"
                          + " need years. Nothing was rendered.",
                      "%d秒で打ち切りました。長いリストに対する多重ループは終わらないことがあります。" + "ドキュメントは生成していません。")
                  .with(MOST_SECONDS),
              source.at(1, 1, 1)));
    } catch (TemplateException mistake) {
      return wrong(wrong(source, mistake));
    } catch (TooLarge mistake) {
      return wrong(
          Problem.of(
              TOO_LARGE,
              Text.of(
                      "The template wrote more than %d characters, which no policy may have."
                          + " Nothing was rendered.",
                      "テンプレートの出力が%d文字を超えました。この大きさのポリシーは使えません。" + "ドキュメントは生成していません。")
                  .with(MOST_CHARACTERS),
              source.at(1, 1, 1)));
    } catch (ParseException mistake) {
      return wrong(wrong(source, mistake));
    } catch (IOException mistake) {
      throw new UncheckedIOException("a template in memory cannot be read", mistake);
    }
  }

  private Documents.Rendered read(
      TemplateSource source, Map<String, Object> values, String output) {
    RenderedText rendered = RenderedText.of(output);
    if (rendered.misplaced().isPresent()) {
      return wrong(
          Problem.of(
              WRONG,
              Text.of(
                  "A value is put outside of a JSON string, or after a backslash, where it could"
                      + " become syntax. Write \"${…}\" in quotes. Nothing was rendered.",
                  "値がJSON文字列の外、またはバックスラッシュの直後に埋め込まれ、構文として解釈される"
                      + "おそれがあります。\"${…}\"のように引用符で囲んでください。ドキュメントは生成していません。"),
              blame(source, values, RenderedText::misplacedOffset)));
    }
    return switch (JsonText.read(rendered.text())) {
      case JsonText.Read.Broken broken ->
          wrong(
              Problem.of(
                  WRONG,
                  new Text(
                      "What the template wrote is not a document: %s (line %d of what it wrote)."
                              .formatted(broken.reason().en(), broken.line())
                          + " Nothing was rendered.",
                      "テンプレートの出力がドキュメントになっていません。%s(出力の%d行目)。"
                              .formatted(broken.reason().ja(), broken.line())
                          + "ドキュメントは生成していません。"),
                  blame(source, values, text -> text.offset(broken.line(), broken.column()))));
      case JsonText.Read.Whole(JsonSpot root) when root.value() instanceof ObjectNode document ->
          new Documents.Rendered.Text(document, JsonText.pretty(document));
      case JsonText.Read.Whole _ ->
          wrong(
              Problem.of(
                  WRONG,
                  Text.of(
                      "A document is a JSON object { … }. Nothing was rendered.",
                      "ドキュメントはJSONオブジェクト { … } にしてください。ドキュメントは生成していません。"),
                  blame(source, values, _ -> 0)));
    };
  }

  private interface Fault {
    int offset(RenderedText text);
  }

  /** Renders once more with marked lines, to find the line that wrote the fault. */
  private Where blame(TemplateSource source, Map<String, Object> values, Fault fault) {
    try {
      var marked =
          new Template(source.name(), new StringReader(LineMarks.in(source.body())), freemarker);
      _CoreAPI.addThreadInterruptedChecks(marked);
      RenderedText rendered = RenderedText.of(process(marked, values));
      int line = rendered.templateLine(fault.offset(rendered));
      return source.at(line, 1, Math.max(1, source.line(line).length()));
    } catch (IOException | TemplateException | Deadline.Passed _) {
      // The marks themselves are in the way (too large, or a line that cannot be told): the file.
      return source.at(1, 1, 1);
    }
  }

  /** Loops look whether they shall end; FreeMarker keeps the templates as they are then. */
  private synchronized void makeStoppable() throws IOException {
    if (!stoppable) {
      for (String name : sources.keySet()) {
        _CoreAPI.addThreadInterruptedChecks(freemarker.getTemplate(name));
      }
      stoppable = true;
    }
  }

  private String process(Template template, Map<String, Object> values)
      throws IOException, TemplateException, Deadline.Passed {
    var output = new Limited();
    try {
      return DEADLINE.of(
          () -> {
            template.process(values, output);
            return output.toString();
          });
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case IOException fault -> throw fault;
        case TemplateException mistake -> throw mistake;
        case StackOverflowError deep ->
            throw new TemplateException("It nests too deep", new IllegalStateException(deep), null);
        case null, default -> throw new IllegalStateException("a template failed", failed);
      }
    }
  }

  private Problem wrong(TemplateSource main, ParseException mistake) {
    TemplateSource source = named(mistake.getTemplateName(), main);
    return Problem.of(
        WRONG,
        said(mistake.getEditorMessage()),
        source.at(mistake.getLineNumber(), mistake.getColumnNumber(), 1));
  }

  private Problem wrong(TemplateSource main, TemplateException mistake) {
    TemplateSource source = named(mistake.getTemplateSourceName(), main);
    Integer line = mistake.getLineNumber();
    Integer column = mistake.getColumnNumber();
    Where where = source.at(line == null ? 1 : line, column == null ? 1 : column, 1);
    String blamed = mistake.getBlamedExpressionString();
    if (mistake instanceof InvalidReferenceException && blamed != null) {
      return Problem.of(
          WRONG,
          Text.of(
                  "The template uses \"%s\", which has no value here. Declare it in the header, or"
                      + " ask <#if %1$s??> first. Nothing was rendered.",
                  "テンプレートが使っている「%s」には値がありません。ヘッダーで宣言するか、先に"
                      + "<#if %1$s??>で確かめてください。ドキュメントは生成していません。")
              .with(blamed),
          where);
    }
    return Problem.of(WRONG, said(mistake.getMessageWithoutStackTop()), where);
  }

  private TemplateSource named(String name, TemplateSource main) {
    return Optional.ofNullable(name).map(sources::get).orElse(main);
  }

  private static Text said(String message) {
    String line = JsonText.firstLine(message).replaceFirst("\\.$", "");
    return new Text(
        "FreeMarker says: %s. Nothing was rendered.".formatted(line),
        "FreeMarkerのメッセージ: %s。ドキュメントは生成していません。".formatted(line));
  }

  private static Documents.Rendered wrong(Problem problem) {
    return new Documents.Rendered.Wrong(List.of(problem));
  }

  /** Keeps what is written, and stops a template that writes too much. */
  private static final class Limited extends Writer {
    private final StringBuilder written = new StringBuilder();

    @Override
    public void write(char[] characters, int start, int length) throws IOException {
      if (written.length() + length > MOST_CHARACTERS) {
        throw new TooLarge();
      }
      written.append(characters, start, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return written.toString();
    }
  }

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
  }
}
