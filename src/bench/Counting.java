import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes connections on to a port of this machine, and counts them. */
final class Counting implements AutoCloseable {
  private final ServerSocket listening;
  private final int to;
  private final AtomicInteger opened = new AtomicInteger();

  Counting(int to) throws IOException {
    this.to = to;
    this.listening = new ServerSocket(0, 512, InetAddress.getByName("127.0.0.1"));
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many connections there were so far. */
  int opened() {
    return opened.get();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket from = listening.accept();
        opened.incrementAndGet();
        Socket beyond = new Socket(InetAddress.getByName("127.0.0.1"), to);
        from.setTcpNoDelay(true);
        beyond.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pass(from, beyond));
        Thread.ofVirtual().start(() -> pass(beyond, from));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void pass(Socket from, Socket to) {
    byte[] bytes = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        out.write(bytes, 0, read);
      }
    } catch (IOException gone) {
      // One side is done; so is the other.
    }
  }
}
