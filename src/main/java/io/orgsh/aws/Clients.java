package io.orgsh.aws;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
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
 * The SDK's clients: one per service, region and safety, however many accounts there are, shared by
 * all threads. To make one takes longer than a call. None has credentials of its own: they come
 * with each request, and one without them is not sent. The pace is kept apart by credentials all
 * the same ({@link PaceByCaller}).
 */
final class Clients implements AutoCloseable {
  // As many calls wait for AWS at the same time; who finds none free waits for one.
  private static final int CONNECTIONS = 512;

  private record Key(Service service, Region region, Call.Safety safety) {}

  private final Map<Key, SdkClient> clients = new ConcurrentHashMap<>();
  private final Optional<URI> endpoint;
  private final Patience patience;
  private final Once<SdkHttpClient> http = new Once<>(this::connections);
  private final ScheduledExecutorService timeouts = timeouts();
  private volatile boolean used;

  Clients(Optional<URI> endpoint, Patience patience) {
    this.endpoint = endpoint;
    this.patience = patience;
  }

  /** The client of a call; its requests must bring their credentials. */
  SdkClient of(Service service, Call call) {
    Region region = GlobalRegions.of(service.prefix(), call.region());
    return clients.computeIfAbsent(new Key(service, region, call.safety()), this::client);
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
        .credentialsProvider(Clients::none)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(new PaceByCaller(Retries.of(key.safety(), patience)))
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
            .connectionAcquisitionTimeout(patience.attempt())
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

  private static AwsCredentials none() {
    throw new IllegalStateException("a request came without credentials");
  }

  private static ScheduledExecutorService timeouts() {
    var timeouts =
        new ScheduledThreadPoolExecutor(
            1,
            new ThreadFactoryBuilder().threadNamePrefix("aws-timeout").daemonThreads(true).build());
    // Otherwise the two timers of each call stay for minutes after its answer: a million of them in
    // a large survey.
    timeouts.setRemoveOnCancelPolicy(true);
    return timeouts;
  }
}
