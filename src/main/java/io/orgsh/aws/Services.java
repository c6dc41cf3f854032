package io.orgsh.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * The services on the class path and their operations, read from the class files of the SDK's
 * clients. No class of a service is loaded for it: a client's interface names every request and
 * reply class, and loading one takes longer than the whole start of the shell may.
 */
final class Services {
  /** The class path's; it does not change, so one is enough. */
  static final Services ON_CLASS_PATH = new Services();

  private static final String ROOT = "software/amazon/awssdk/services/";
  private static final String BUILDER = "ClientBuilder.class";
  // The SDK names what a request is signed for, which is the IAM prefix, but for this one.
  private static final Map<String, String> PREFIXES = Map.of("awsssoportal", "sso");

  private final ClassLoader classes = Services.class.getClassLoader();
  private final Map<String, Optional<Service>> byFolder = new ConcurrentHashMap<>();
  private final Map<String, Operations> operations = new ConcurrentHashMap<>();
  private final Once<SortedMap<String, Service>> byPrefix = new Once<>(this::all);

  private Services() {}

  /** The IAM prefixes, sorted. */
  SortedSet<String> prefixes() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(byPrefix.get().keySet()));
  }

  /** The operations of a service; empty for a service that is not there. */
  Optional<Operations> operations(String prefix) {
    return service(prefix)
        .map(
            service ->
                operations.computeIfAbsent(prefix, _ -> Operations.of(service, client(service))));
  }

  /** An operation by the API's or the SDK's spelling. */
  Optional<Operation> operation(OperationName name) {
    return operations(name.service()).flatMap(known -> known.find(name.operation()));
  }

  /** The regions in which the SDK knows hosts of a service; empty for one that is not there. */
  Optional<Set<String>> regions(String prefix) {
    return service(prefix).map(Services::regions);
  }

  private static Set<String> regions(Service service) {
    try {
      Class<?> client = Class.forName(service.clientClass(), true, Services.class.getClassLoader());
      var metadata =
          (ServiceMetadata)
              MethodHandles.publicLookup()
                  .findStatic(
                      client, "serviceMetadata", MethodType.methodType(ServiceMetadata.class))
                  .invoke();
      return metadata.regions().stream()
          .map(software.amazon.awssdk.regions.Region::id)
          .collect(Collectors.toSet());
    } catch (Throwable e) {
      throw new IllegalStateException(service.clientClass() + " does not say its regions", e);
    }
  }

  /** Nearly all folders are named as the prefix; only for the others all modules are opened. */
  private Optional<Service> service(String prefix) {
    return inFolder(prefix.replace("-", ""))
        .filter(service -> service.prefix().equals(prefix))
        .or(() -> Optional.ofNullable(byPrefix.get().get(prefix)));
  }

  private SortedMap<String, Service> all() {
    var found = new TreeMap<String, Service>();
    var folders = new TreeSet<String>();
    jars(ROOT).forEach(jar -> folders.addAll(folders(jar)));
    folders.forEach(
        folder -> inFolder(folder).ifPresent(service -> found.put(service.prefix(), service)));
    return Collections.unmodifiableSortedMap(found);
  }

  private Optional<Service> inFolder(String folder) {
    return byFolder.computeIfAbsent(
        folder,
        _ ->
            jars(ROOT + folder + "/").stream()
                .flatMap(jar -> clients(jar, folder))
                .map(client -> named(folder, client))
                .findFirst());
  }

  private List<JarFile> jars(String folder) {
    try {
      var jars = new LinkedHashMap<String, JarFile>();
      for (URL url : Collections.list(classes.getResources(folder))) {
        if (url.openConnection() instanceof JarURLConnection jar) {
          // Not closed: the jar is the class loader's own.
          jars.putIfAbsent(jar.getJarFileURL().toString(), jar.getJarFile());
        }
      }
      return List.copyOf(jars.values());
    } catch (IOException e) {
      throw new UncheckedIOException("the class path cannot be read", e);
    }
  }

  private static Set<String> folders(JarFile jar) {
    return jar.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith(ROOT) && name.endsWith(BUILDER))
        .map(name -> name.substring(ROOT.length(), name.indexOf('/', ROOT.length())))
        .collect(Collectors.toSet());
  }

  /** The simple names of the synchronous clients in a folder, without {@code Client}. */
  private static Stream<String> clients(JarFile jar, String folder) {
    String below = ROOT + folder + "/";
    return jar.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(BUILDER) && name.startsWith(below))
        .map(name -> name.substring(below.length(), name.length() - BUILDER.length()))
        .filter(
            client ->
                client.indexOf('/') < 0
                    && !client.endsWith("Async")
                    && !client.endsWith("Base")
                    && !client.startsWith("Default"));
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
