package io.orgsh.sandbox.wire;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One element of a request's XML: its children, or its text. Attributes are not kept. */
final class XmlElement {
  private static final XMLInputFactory READERS = readers();
  private static final int DEEPEST = 32;

  private final String name;
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private XmlElement(String name) {
    this.name = name;
  }

  private static XMLInputFactory readers() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /** The root element of a text; empty when the text is not well-formed XML without a DTD. */
  static Optional<XmlElement> of(String xml) {
    Deque<XmlElement> open = new ArrayDeque<>();
    open.push(new XmlElement(""));
    try {
      XMLStreamReader reader = READERS.createXMLStreamReader(new StringReader(xml));
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            var element = new XmlElement(reader.getLocalName());
            open.element().children.add(element);
            open.push(element);
            if (open.size() > DEEPEST) {
              return Optional.empty();
            }
          }
          case XMLStreamConstants.END_ELEMENT -> open.pop();
          case XMLStreamConstants.CHARACTERS -> open.element().text.append(reader.getText());
          case XMLStreamConstants.DTD -> {
            return Optional.empty();
          }
          default -> {
            // Comments and processing instructions say nothing.
          }
        }
      }
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
    return Optional.of(open.element().children.getFirst());
  }

  String name() {
    return name;
  }

  List<XmlElement> children() {
    return List.copyOf(children);
  }

  String text() {
    return text.toString();
  }
}
