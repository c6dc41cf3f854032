package io.orgsh.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.StringEntry;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The services on the class path and their operations, read from the class files of the SDK's
 * clients. No class of a service is loaded for it: a client's interface names every request and
 * reply class, and loading one takes longer than the whole start of the shell may.
 */
final class Services {
  private static final String ROOT = "software/amazon/awssdk/services/";
  private static final Pattern BUILDER =
      Pattern.compile(Pattern.quote(ROOT) + "([a-z0-9]+)/([A-Za-z0-9]+)ClientBuilder\\.class");
  // The SDK names what a request is signed for, which is the IAM prefix, but for this one.
  private static final Map<String, String> PREFIXES = Map.of("awsssoportal", "sso");

  private final ClassLoader classes = Services.class.getClassLoader();
  private final Map<String, Operations> operations = new ConcurrentHashMap<>();
  private final java.util.function.Supplier<SortedMap<String, Service>> byPrefix =
      new Once<>(this::find);

  /** The IAM prefixes, sorted. */
  SortedSet<String> prefixes() {
    return Collections.unmodifiableSortedSet((SortedSet<String>) byPrefix.get().keySet());
  }

  /** The operations of a service; empty for a service that is not there. */
  Optional<Operations> operations(String prefix) {
    return Optional.ofNullable(byPrefix.get().get(prefix))
        .map(
            service ->
                operations.computeIfAbsent(prefix, _ -> Operations.of(service, client(service))));
  }

  /** An operation by the API's or the SDK's spelling. */
  Optional<Operation> operation(OperationName name) {
    return operations(name.service()).flatMap(known -> known.find(name.operation()));
  }

  private SortedMap<String, Service> find() {
    try {
      var found = new TreeMap<String, Service>();
      var jars = new HashSet<String>();
      for (URL url : Collections.list(classes.getResources(ROOT))) {
        if (url.openConnection() instanceof JarURLConnection jar
            && jars.add(jar.getJarFileURL().toString())) {
          builders(jar).forEach(service -> found.put(service.prefix(), service));
        }
      }
      return Collections.unmodifiableSortedMap(found);
    } catch (IOException e) {
      throw new UncheckedIOException("the class path cannot be read", e);
    }
  }

  private Set<Service> builders(JarURLConnection jar) throws IOException {
    var found = new HashSet<Service>();
    // Not closed: the jar is the class loader's own.
    for (JarEntry entry : Collections.list(jar.getJarFile().entries())) {
      Matcher builder = BUILDER.matcher(entry.getName());
      if (builder.matches()
          && !builder.group(2).endsWith("Async")
          && !builder.group(2).endsWith("Base")
          && !builder.group(2).startsWith("Default")) {
        found.add(named(builder.group(1), builder.group(2)));
      }
    }
    return found;
  }

  private Service named(String folder, String client) {
    String signedAs =
        client(new Service("", folder, client)).fields().stream()
            .filter(field -> field.fieldName().equalsString("SERVICE_NAME"))
            .flatMap(field -> field.findAttribute(Attributes.constantValue()).stream())
            .map(value -> ((StringEntry) value.constant()).stringValue())
            .findFirst()
            .orElse(folder);
    return new Service(PREFIXES.getOrDefault(signedAs, signedAs), folder, client);
  }

  private ClassModel client(Service service) {
    try (InputStream in = classes.getResourceAsStream(service.clientFile())) {
      if (in == null) {
        throw new IllegalStateException("the SDK has no " + service.clientFile());
      }
      return ClassFile.of().parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(service.clientFile() + " cannot be read", e);
    }
  }
}
