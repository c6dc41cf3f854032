package io.orgsh.document;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.Writer;

/**
 * FreeMarker's output format of documents: every <code>${…}</code> is written as the inside of a
 * JSON string, between two marks. {@link RenderedText} takes the marks out again and refuses a
 * value that does not stand inside quotes, where escaping would not keep it data.
 */
final class JsonEscaping extends CommonMarkupOutputFormat<JsonEscaping.Escaped> {
  static final JsonEscaping FORMAT = new JsonEscaping();

  /** Marks: characters that Unicode sets aside for use inside a program; no value may hold them. */
  static final char VALUE_STARTS = '\uFDD0';

  static final char VALUE_ENDS = '\uFDD1';
  static final char LINE_STARTS = '\uFDD2';
  static final char LINE_ENDS = '\uFDD3';

  private JsonEscaping() {}

  /** Whether a text holds one of the marks. */
  static boolean marked(String text) {
    return text.chars().anyMatch(c -> c >= VALUE_STARTS && c <= LINE_ENDS);
  }

  @Override
  public String getName() {
    return "orgsh-json";
  }

  @Override
  public String getMimeType() {
    return "application/json";
  }

  @Override
  public void output(String text, Writer out) throws IOException {
    out.write(escapePlainText(text));
  }

  @Override
  public String escapePlainText(String text) {
    var escaped = new StringBuilder(text.length() + 2).append(VALUE_STARTS);
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ' || (c >= VALUE_STARTS && c <= LINE_ENDS)) {
        escaped.append("\\u%04x".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.append(VALUE_ENDS).toString();
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String builtIn) {
    return false;
  }

  @Override
  protected Escaped newTemplateMarkupOutputModel(String plain, String markup) {
    return new Escaped(plain, markup);
  }

  /** A piece of a document that is escaped already. */
  static final class Escaped extends CommonTemplateMarkupOutputModel<Escaped> {
    private Escaped(String plain, String markup) {
      super(plain, markup);
    }

    @Override
    public JsonEscaping getOutputFormat() {
      return FORMAT;
    }
  }
}
