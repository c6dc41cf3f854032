package io.orgsh.journal.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A disk in memory that keeps apart what was written and what was made sure of. At a chosen
 * operation the machine dies or the disk fails; after a death, what was not made sure of is there,
 * not there, or there in part, as a test likes.
 */
final class FaultyDisk implements Disk {
  /** Bytes as the system shows them, and as they are on the platter. */
  private static final class Content {
    private byte[] shown = new byte[0];
    private byte[] sure = new byte[0];
  }

  /** The machine died. */
  static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }

  /** What happens at the chosen operation. */
  enum Fault {
    DIES_BEFORE,
    DIES_HALFWAY,
    DIES_AFTER,
    IS_FULL,
    CANNOT,
    IS_READ_ONLY
  }

  /** What survives of what was not made sure of. */
  enum Names {
    SURE_ONES,
    ALL
  }

  /** What survives of bytes that were not made sure of. */
  enum Bytes {
    SURE_ONES,
    ALL,
    HALF,
    THE_END_ALONE
  }

  private static final AtomicInteger DISKS = new AtomicInteger();

  /** No two disks are the same, as no two machines are: locks of dead ones are not held. */
  private final Path root = Path.of("/disk" + DISKS.incrementAndGet());

  private final Map<Path, Content> shownNames = new TreeMap<>();
  private final Map<Path, Content> sureNames = new TreeMap<>();
  private final Set<Path> shownFolders = new HashSet<>();
  private final Set<Path> sureFolders = new HashSet<>();
  private final Set<Path> locks = new HashSet<>();
  private final List<String> done = new ArrayList<>();
  private int chosen = -1;
  private Fault fault = Fault.CANNOT;

  FaultyDisk() {
    shownFolders.add(Path.of("/"));
    sureFolders.add(Path.of("/"));
  }

  /** The fault comes at this operation, from 0; those after it go well again. */
  void failAt(int operation, Fault what) {
    chosen = operation;
    fault = what;
    done.clear();
  }

  /** The operations so far. */
  List<String> done() {
    return List.copyOf(done);
  }

  /** The disk as it is found after the machine died. */
  FaultyDisk afterDeath(Names names, Bytes bytes) {
    var found = new FaultyDisk();
    Set<Path> folders = names == Names.ALL ? shownFolders : sureFolders;
    found.shownFolders.addAll(folders);
    found.sureFolders.addAll(folders);
    (names == Names.ALL ? shownNames : sureNames)
        .forEach(
            (path, content) -> {
              if (folders.contains(path.getParent())) {
                var copy = new Content();
                copy.shown = survived(content, bytes);
                copy.sure = copy.shown.clone();
                found.shownNames.put(path, copy);
                found.sureNames.put(path, copy);
              }
            });
    return found;
  }

  private static byte[] survived(Content content, Bytes bytes) {
    int more = content.shown.length - content.sure.length;
    return switch (bytes) {
      case SURE_ONES -> content.sure.clone();
      case ALL -> content.shown.clone();
      case HALF ->
          more <= 0
              ? content.sure.clone()
              : Arrays.copyOf(content.shown, content.sure.length + more / 2);
      case THE_END_ALONE -> {
        byte[] holed = content.shown.clone();
        if (more > 0) {
          Arrays.fill(holed, content.sure.length, content.sure.length + more / 2, (byte) 0);
        }
        yield holed;
      }
    };
  }

  /** What an operation does; the first half is what is done of it when it fails halfway. */
  private interface Doing {
    void half() throws IOException;

    void rest() throws IOException;
  }

  private static Doing whole(Runnable doing) {
    return new Doing() {
      @Override
      public void half() {}

      @Override
      public void rest() {
        doing.run();
      }
    };
  }

  private void operation(String what, Doing doing) throws IOException {
    boolean now = done.size() == chosen;
    done.add(what);
    if (!now) {
      doing.half();
      doing.rest();
      return;
    }
    switch (fault) {
      case DIES_BEFORE -> throw new Died();
      case DIES_HALFWAY -> {
        doing.half();
        throw new Died();
      }
      case DIES_AFTER -> {
        doing.half();
        doing.rest();
        throw new Died();
      }
      case IS_FULL -> {
        doing.half();
        throw new IOException("No space left on device");
      }
      case CANNOT -> throw new IOException("Input/output error");
      case IS_READ_ONLY -> throw new AccessDeniedException(what);
    }
  }

  @Override
  public InputStream read(Path file) throws IOException {
    return new ByteArrayInputStream(content(known(file)).shown.clone());
  }

  @Override
  public InputStream read(Path file, long from) throws IOException {
    InputStream in = read(file);
    in.skipNBytes(from);
    return in;
  }

  @Override
  public long length(Path file) throws IOException {
    return content(known(file)).shown.length;
  }

  @Override
  public boolean exists(Path file) {
    return shownNames.containsKey(file) || shownFolders.contains(folder(file));
  }

  /** {@code resolveSibling("")} leaves a path as it is but for its text's form. */
  private static Path folder(Path path) {
    return path.normalize();
  }

  @Override
  public Path real(Path folder) {
    return root.resolve(Path.of("/").relativize(folder(folder)));
  }

  private Path known(Path file) {
    return file.startsWith(root) ? Path.of("/").resolve(root.relativize(file)) : file;
  }

  @Override
  public List<String> names(Path folder, String end) {
    return shownNames.keySet().stream()
        .filter(path -> folder.equals(path.getParent()))
        .map(path -> path.getFileName().toString())
        .filter(name -> name.endsWith(end))
        .toList();
  }

  @Override
  public boolean mayWrite(Path folder) {
    return shownFolders.contains(folder(folder));
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    Path made = folder(folder);
    if (!shownFolders.contains(made.getParent())) {
      throw new NoSuchFileException(made.toString());
    }
    operation("make folder " + made, whole(() -> shownFolders.add(made)));
  }

  @Override
  public Handle create(Path file) throws IOException {
    if (shownNames.containsKey(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    operation("create " + file.getFileName(), whole(() -> shownNames.put(file, new Content())));
    return open(file);
  }

  @Override
  public Handle open(Path file) throws IOException {
    return new MemoryHandle(file.getFileName().toString(), content(file));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    Content moved = content(from);
    operation(
        "move to " + to.getFileName(),
        whole(
            () -> {
              shownNames.remove(from);
              shownNames.put(to, moved);
            }));
  }

  @Override
  public void remove(Path file) throws IOException {
    operation("remove " + file.getFileName(), whole(() -> shownNames.remove(file)));
  }

  @Override
  public void sync(Path folder) throws IOException {
    Path synced = folder(folder);
    operation(
        "sync folder " + synced,
        whole(
            () -> {
              sureNames.keySet().removeIf(path -> synced.equals(path.getParent()));
              shownNames.forEach(
                  (path, content) -> {
                    if (synced.equals(path.getParent())) {
                      sureNames.put(path, content);
                    }
                  });
              shownFolders.stream()
                  .filter(path -> synced.equals(path.getParent()))
                  .forEach(sureFolders::add);
            }));
  }

  @Override
  public Optional<Lock> lock(Path realFile) throws IOException {
    Path file = known(realFile);
    operation("lock", whole(() -> shownNames.computeIfAbsent(file, _ -> new Content())));
    return locks.add(file) ? Optional.of(new MemoryLock(file)) : Optional.empty();
  }

  private Content content(Path file) throws NoSuchFileException {
    Content content = shownNames.get(file);
    if (content == null) {
      throw new NoSuchFileException(file.toString());
    }
    return content;
  }

  private final class MemoryHandle implements Handle {
    private final String name;
    private final Content content;

    MemoryHandle(String name, Content content) {
      this.name = name;
      this.content = content;
    }

    @Override
    public long length() {
      return content.shown.length;
    }

    @Override
    public void write(long at, byte[] bytes) throws IOException {
      operation(
          "write " + name,
          new Doing() {
            @Override
            public void half() {
              put((int) at, Arrays.copyOf(bytes, bytes.length / 2));
            }

            @Override
            public void rest() {
              put((int) at, bytes);
            }
          });
    }

    private void put(int at, byte[] bytes) {
      byte[] longer =
          Arrays.copyOf(content.shown, Math.max(content.shown.length, at + bytes.length));
      System.arraycopy(bytes, 0, longer, at, bytes.length);
      content.shown = longer;
    }

    @Override
    public void cut(long length) throws IOException {
      operation(
          "cut " + name, whole(() -> content.shown = Arrays.copyOf(content.shown, (int) length)));
    }

    @Override
    public void sync() throws IOException {
      operation("sync " + name, whole(() -> content.sure = content.shown.clone()));
    }

    @Override
    public void close() {}
  }

  private final class MemoryLock implements Lock {
    private final Path file;

    MemoryLock(Path file) {
      this.file = file;
    }

    @Override
    public void say(byte[] text) {
      Objects.requireNonNull(shownNames.get(file)).shown = text;
    }

    @Override
    public void close() {
      locks.remove(file);
    }
  }
}
