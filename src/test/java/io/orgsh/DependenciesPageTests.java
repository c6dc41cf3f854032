package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** docs/dependencies.md names what pom.xml does, in its order, each with a reason. */
class DependenciesPageTests {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\S+:\\S+) \\| (.{10,}) \\|$");

  @Test
  void thePageNamesEachDependencyWithItsReason() throws Exception {
    List<String> explained =
        ROW.matcher(Files.readString(Path.of("docs/dependencies.md")))
            .results()
            .map(row -> row.group(1))
            .toList();

    List<String> declared = declared();

    assertThat(declared)
        .contains("software.amazon.awssdk:sts", "com.tngtech.archunit:archunit")
        .contains("com.uber.nullaway:nullaway");
    assertThat(explained).containsExactlyElementsOf(declared);
  }

  /** What the program, the tests and the compiler get, but not what Maven's plugins do. */
  private static List<String> declared()
      throws ParserConfigurationException, SAXException, IOException {
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile())
            .getDocumentElement();
    Stream<Element> dependencies =
        below(project, "dependencies").flatMap(list -> below(list, "dependency"));
    Stream<Element> compiler =
        below(project, "build")
            .flatMap(build -> below(build, "plugins"))
            .flatMap(plugins -> below(plugins, "plugin"))
            .flatMap(plugin -> below(plugin, "configuration"))
            .flatMap(configuration -> below(configuration, "annotationProcessorPaths"))
            .flatMap(paths -> below(paths, "path"));
    return Stream.concat(dependencies, compiler)
        .map(one -> text(one, "groupId") + ":" + text(one, "artifactId"))
        .toList();
  }

  private static Stream<Element> below(Element parent, String name) {
    NodeList children = parent.getChildNodes();
    return IntStream.range(0, children.getLength())
        .mapToObj(children::item)
        .filter(node -> node.getNodeName().equals(name))
        .map(Element.class::cast);
  }

  private static String text(Element parent, String name) {
    return below(parent, name).findFirst().orElseThrow().getTextContent().strip();
  }
}
