package io.orgsh.sandbox.wire;

/** XML being written; whatever is put into it is data. */
final class XmlText {
  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  XmlText open(String name) {
    text.append('<').append(name).append('>');
    return this;
  }

  XmlText open(String name, String namespace) {
    text.append('<').append(name);
    if (!namespace.isEmpty()) {
      text.append(" xmlns=\"");
      escape(namespace);
      text.append('"');
    }
    text.append('>');
    return this;
  }

  XmlText close(String name) {
    text.append("</").append(name).append('>');
    return this;
  }

  XmlText leaf(String name, String value) {
    open(name);
    escape(value);
    return close(name);
  }

  XmlText escape(String value) {
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\r' -> text.append("&#13;");
                default -> text.appendCodePoint(c < 0x20 && c != '\n' && c != '\t' ? 0xfffd : c);
              }
            });
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
