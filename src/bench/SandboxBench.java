import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The sandbox's speed as a client on the same machine sees it. Requests are signed beforehand and
 * sent again and again over kept connections, so that the client costs little.
 */
final class SandboxBench {
  private static final int CLIENTS = 8;
  private static final String REGION = "ap-northeast-1";
  private static final String KEY = "AKIASBOX111111111111";
  private static final String SECRET = "sandbox/not/a/secret/key/of/111111111111";

  private SandboxBench() {}

  /** One kind of call: requests that are sent in turn. */
  private record Call(String name, List<byte[]> requests) {}

  public static void main(String[] arguments) throws Exception {
    String orgsh = arguments[0];
    int accounts = Integer.parseInt(arguments[1]);
    long seconds = Long.parseLong(arguments[2]);
    Path folder = Files.createTempDirectory("sandbox-bench");
    try {
      String state = folder.resolve("state").toString();
      if (accounts > 3) {
        String world = folder.resolve("world.json").toString();
        run(orgsh, "sandbox", "world", "--accounts", "" + accounts, "--ous", "200", "--out", world);
        run(orgsh, "--sandbox=" + world, "--state", state, "sandbox", "status");
      }
      long start = System.nanoTime();
      Process serving =
          new ProcessBuilder(orgsh, "--state", state, "sandbox", "serve")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader lines = serving.inputReader();
          ServerSocket bare = bare()) {
        int port = port(lines);
        try (var connection = new Connection(port)) {
          connection.ask(calls(port).getFirst().requests().getFirst());
        }
        System.out.printf(
            "%d accounts; from the start of the process to the first answer %.1f s%n%n",
            accounts, (System.nanoTime() - start) / 1e9);
        System.out.printf(
            "%-34s %12s %12s %10s%n", "", "1 client", CLIENTS + " clients", "8 clients");
        System.out.printf("%-34s %12s %12s %10s%n", "", "ms a call", "calls/s", "x floor");
        Call floor = new Call("floor: fixed bytes, no sandbox", calls(port).getFirst().requests());
        measure(floor, bare.getLocalPort(), 1, seconds);
        double most = report(floor, bare.getLocalPort(), seconds, 0);
        for (Call call : calls(port)) {
          measure(call, port, CLIENTS, seconds); // warms up
          report(call, port, seconds, most);
        }
      } finally {
        serving.destroy();
        serving.waitFor(20, TimeUnit.SECONDS);
        serving.destroyForcibly();
      }
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted((one, two) -> two.compareTo(one)).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static double report(Call call, int port, long seconds, double floor) throws Exception {
    double one = measure(call, port, 1, seconds);
    double many = measure(call, port, CLIENTS, seconds);
    System.out.printf(
        "%-34s %12.3f %12.0f %10s%n",
        call.name(), 1000 / one, many, floor == 0 ? "" : "%.2f".formatted(many / floor));
    return many;
  }

  /** Calls a second of so many clients together. */
  private static double measure(Call call, int port, int clients, long seconds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long start = System.nanoTime();
    List<Callable<Long>> tasks = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      tasks.add(
          () -> {
            long calls = 0;
            try (var connection = new Connection(port)) {
              while (System.nanoTime() < end) {
                connection.ask(call.requests().get((int) (calls % call.requests().size())));
                calls++;
              }
            }
            return calls;
          });
    }
    long all = 0;
    try (var threads = Executors.newFixedThreadPool(clients)) {
      for (Future<Long> calls : threads.invokeAll(tasks)) {
        all += calls.get();
      }
    }
    return all * 1e9 / (System.nanoTime() - start);
  }

  private static List<Call> calls(int port) {
    String json = "application/x-amz-json-1.1";
    String form = "application/x-www-form-urlencoded";
    String organizations = "AWSOrganizationsV20161128.";
    String role = "arn%3Aaws%3Aiam%3A%3A222222222222%3Arole%2FOrganizationAccountAccessRole";
    return List.of(
        read(
            "sts:GetCallerIdentity",
            signed(
                port, "sts", "POST", "/", form, "", "Action=GetCallerIdentity&Version=2011-06-15")),
        read(
            "organizations:ListAccounts",
            signed(port, "organizations", "POST", "/", json, organizations + "ListAccounts", "{}")),
        read("guardduty:ListDetectors", signed(port, "guardduty", "GET", "/detector", "", "", "")),
        read(
            "config:DescribeConfigurationRecorders",
            signed(
                port,
                "config",
                "POST",
                "/",
                json,
                "StarlingDoveService.DescribeConfigurationRecorders",
                "{}")),
        read(
            "sts:AssumeRole (saves a key)",
            signed(
                port,
                "sts",
                "POST",
                "/",
                form,
                "",
                "Action=AssumeRole&Version=2011-06-15&RoleSessionName=bench&RoleArn=" + role)),
        new Call(
            "organizations:EnableAWSServiceAccess",
            Stream.of("Enable", "Disable")
                .map(
                    what ->
                        signed(
                            port,
                            "organizations",
                            "POST",
                            "/",
                            json,
                            organizations + what + "AWSServiceAccess",
                            "{\"ServicePrincipal\":\"config.amazonaws.com\"}"))
                .toList()));
  }

  private static Call read(String name, byte[] request) {
    return new Call(name, List.of(request));
  }

  /** A signed request, as it goes over the wire. */
  private static byte[] signed(
      int port,
      String service,
      String method,
      String path,
      String type,
      String target,
      String body) {
    String stamp =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .format(Instant.now());
    Map<String, String> headers = new TreeMap<>();
    headers.put("host", "127.0.0.1:" + port);
    headers.put("x-amz-date", stamp);
    if (!type.isEmpty()) {
      headers.put("content-type", type);
    }
    if (!target.isEmpty()) {
      headers.put("x-amz-target", target);
    }
    String names = String.join(";", headers.keySet());
    var canonical = new StringBuilder(method + "\n" + path + "\n\n");
    headers.forEach((name, value) -> canonical.append(name + ":" + value + "\n"));
    canonical.append("\n" + names + "\n" + hash(body));
    String scope = stamp.substring(0, 8) + "/" + REGION + "/" + service + "/aws4_request";
    byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    String text = "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + hash(canonical.toString());
    var request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    request.append(
        "authorization: AWS4-HMAC-SHA256 Credential="
            + KEY
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + HexFormat.of().formatHex(hmac(key, text))
            + "\r\n");
    request.append("content-length: " + body.length() + "\r\n\r\n" + body);
    return request.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A kept connection. */
  private static final class Connection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[64 * 1024];

    Connection(int port) throws IOException {
      socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
      socket.setTcpNoDelay(true);
      in = socket.getInputStream();
      out = socket.getOutputStream();
    }

    void ask(byte[] request) throws IOException {
      out.write(request);
      int filled = 0;
      int end = -1;
      int whole = Integer.MAX_VALUE;
      while (filled < whole) {
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
          throw new IOException("the connection was closed");
        }
        filled += read;
        if (end < 0) {
          String head = new String(buffer, 0, filled, StandardCharsets.ISO_8859_1);
          end = head.indexOf("\r\n\r\n");
          if (end > 0) {
            if (!head.startsWith("HTTP/1.1 200")) {
              throw new IOException(head);
            }
            int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
            whole = end + 4 + Integer.parseInt(head.substring(at, head.indexOf("\r\n", at)));
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** What loopback and two threads cost without any sandbox. */
  private static ServerSocket bare() throws IOException {
    var listening = new ServerSocket(0, 64, InetAddress.getByName("127.0.0.1"));
    byte[] reply =
        ("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + "x".repeat(500))
            .getBytes(StandardCharsets.US_ASCII);
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (!listening.isClosed()) {
                try {
                  Socket socket = listening.accept();
                  Thread.ofPlatform().daemon().start(() -> repeat(socket, reply));
                } catch (IOException closed) {
                  return;
                }
              }
            });
    return listening;
  }

  private static void repeat(Socket socket, byte[] reply) {
    byte[] buffer = new byte[16 * 1024];
    try (socket) {
      socket.setTcpNoDelay(true);
      while (socket.getInputStream().read(buffer) > 0) { // each request comes in one piece
        socket.getOutputStream().write(reply);
      }
    } catch (IOException gone) {
      // The client is done.
    }
  }

  private static int port(BufferedReader lines) throws IOException {
    String start = "export AWS_ENDPOINT_URL=";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(start)) {
        return URI.create(line.substring(start.length())).getPort();
      }
    }
    throw new IOException("the sandbox was not served");
  }

  private static void run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    var said = new ByteArrayOutputStream();
    process.getInputStream().transferTo(said);
    if (process.waitFor() != 0) {
      throw new IOException(Arrays.toString(command) + "\n" + said);
    }
  }
}
