package io.orgsh.journal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What journals ask of a file system. Every method is one thing that can fail, and after which the
 * machine may die: what is written survives that once {@link Handle#sync} returned, and a name once
 * {@link #sync} of its folder did.
 */
interface Disk {

  /**
   * The bytes of a file, from its beginning.
   *
   * @throws java.nio.file.NoSuchFileException if it is not there
   */
  InputStream read(Path file) throws IOException;

  /**
   * The bytes of a file from a place on.
   *
   * @throws java.nio.file.NoSuchFileException if it is not there
   */
  InputStream read(Path file, long from) throws IOException;

  /**
   * How long a file is, in bytes.
   *
   * @throws java.nio.file.NoSuchFileException if it is not there
   */
  long length(Path file) throws IOException;

  boolean exists(Path file);

  /** The one path of a folder that is there, however it was named. */
  Path real(Path folder) throws IOException;

  /** The names of the files in a folder that have this end; none if there is no folder. */
  List<String> names(Path folder, String end) throws IOException;

  /** Whether files may be made in a folder that is there. */
  boolean mayWrite(Path folder);

  /** Makes a folder in one that is there, for its owner alone. */
  void makeFolder(Path folder) throws IOException;

  /** Makes a file that is not there, for its owner alone. */
  Handle create(Path file) throws IOException;

  /** Opens a file that is there for writing. */
  Handle open(Path file) throws IOException;

  /** Gives a file another name in one go. */
  void move(Path from, Path to) throws IOException;

  /** Removes a file, if it is there. */
  void remove(Path file) throws IOException;

  /** Makes sure of the names in a folder. */
  void sync(Path folder) throws IOException;

  /**
   * Takes the operating system's lock on a file, which is made if need be; empty if another has it.
   */
  Optional<Lock> lock(Path file) throws IOException;

  /** A file that is open for writing. An interrupt of the thread does not disturb it. */
  interface Handle extends AutoCloseable {
    long length() throws IOException;

    /** Writes at a place; a part of the bytes may be written before it fails. */
    void write(long at, byte[] bytes) throws IOException;

    /** Cuts everything off after a length. */
    void cut(long length) throws IOException;

    /** Makes sure of the file's bytes and length. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** A lock in hand, and the file's text, which says whose it is. */
  interface Lock extends AutoCloseable {
    void say(byte[] text) throws IOException;

    @Override
    void close() throws IOException;
  }
}
