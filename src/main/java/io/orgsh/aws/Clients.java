package io.orgsh.aws;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.utils.ThreadFactoryBuilder;

/**
 * The SDK's clients: one per service, region, credentials and safety, shared by all threads. A
 * client of its own per credentials keeps the adaptive pace apart, since AWS counts per account.
 */
final class Clients implements AutoCloseable {
  // A fan-out over a large organization would keep one for each account for ever.
  private static final int MOST = 512;
  private static final int CONNECTIONS = 128;

  private record Key(Service service, Region region, Credentials credentials, Call.Safety safety) {}

  private final Map<Key, SdkClient> clients = new ConcurrentHashMap<>();
  private final Optional<URI> endpoint;
  private final Patience patience;
  private final Once<SdkHttpClient> http = new Once<>(this::connections);
  private final ScheduledExecutorService timeouts =
      Executors.newScheduledThreadPool(
          1,
          new ThreadFactoryBuilder().threadNamePrefix("aws-timeout").daemonThreads(true).build());
  private volatile boolean used;

  Clients(Optional<URI> endpoint, Patience patience) {
    this.endpoint = endpoint;
    this.patience = patience;
  }

  /** The client of a call. */
  SdkClient of(Service service, Call call, Credentials credentials) {
    if (clients.size() >= MOST) {
      // Not closed: somebody may be calling with one of them, and they own nothing but memory.
      clients.clear();
    }
    Region region = GlobalRegions.of(service.prefix(), call.region());
    return clients.computeIfAbsent(
        new Key(service, region, credentials, call.safety()), this::client);
  }

  @Override
  public void close() {
    clients.clear();
    timeouts.shutdownNow();
    if (used) {
      http.get().close();
    }
  }

  private SdkClient client(Key key) {
    used = true;
    AwsClientBuilder<?, ?> builder = builder(key.service());
    builder
        .region(software.amazon.awssdk.regions.Region.of(key.region().code()))
        .credentialsProvider(StaticCredentialsProvider.create(sdk(key.credentials())))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(Retries.of(key.safety(), patience))
                .apiCallAttemptTimeout(patience.attempt())
                .apiCallTimeout(patience.total())
                .scheduledExecutorService(timeouts)
                .addExecutionInterceptor(new Transmission())
                // Nothing in the home folder may change where a call goes or how often.
                .defaultProfileFile(ProfileFile.aggregator().build())
                .defaultProfileName("default")
                .build());
    ((AwsSyncClientBuilder<?, ?>) builder).httpClient(http.get());
    endpoint.ifPresent(builder::endpointOverride);
    if (key.service().prefix().equals("s3")) {
      S3Setup.apply(builder);
      endpoint.ifPresent(_ -> S3Setup.pathStyle(builder));
    }
    return (SdkClient) builder.build();
  }

  private static AwsClientBuilder<?, ?> builder(Service service) {
    ClassLoader classes = Clients.class.getClassLoader();
    try {
      Class<?> client = Class.forName(service.clientClass(), true, classes);
      Class<?> builder = Class.forName(service.builderClass(), true, classes);
      return (AwsClientBuilder<?, ?>)
          MethodHandles.publicLookup()
              .findStatic(client, "builder", MethodType.methodType(builder))
              .invoke();
    } catch (Throwable e) {
      throw new IllegalStateException(service.clientClass() + " has no builder", e);
    }
  }

  private SdkHttpClient connections() {
    ApacheHttpClient.Builder builder =
        ApacheHttpClient.builder()
            .maxConnections(CONNECTIONS)
            .connectionTimeout(patience.connect())
            .socketTimeout(patience.attempt())
            // Shorter than any server's: a connection that the server closes while a request goes
            // out would leave a write in doubt.
            .connectionMaxIdleTime(java.time.Duration.ofSeconds(8));
    if (endpoint.isPresent()) {
      // An endpoint named by the operator is where it says, not behind the way to the internet.
      builder.proxyConfiguration(
          ProxyConfiguration.builder()
              .useSystemPropertyValues(false)
              .useEnvironmentVariableValues(false)
              .build());
    }
    return builder.build();
  }

  private static AwsCredentials sdk(Credentials credentials) {
    return credentials
        .token()
        .<AwsCredentials>map(
            token ->
                AwsSessionCredentials.builder()
                    .accessKeyId(credentials.accessKeyId())
                    .secretAccessKey(credentials.secretAccessKey())
                    .sessionToken(token)
                    .expirationTime(
                        credentials.expires().equals(Instant.MAX) ? null : credentials.expires())
                    .build())
        .orElseGet(
            () ->
                AwsBasicCredentials.create(
                    credentials.accessKeyId(), credentials.secretAccessKey()));
  }
}
