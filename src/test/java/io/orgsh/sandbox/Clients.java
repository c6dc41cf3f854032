package io.orgsh.sandbox;

import java.net.URI;
import java.util.Objects;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Real AWS clients pointed at a sandbox. */
record Clients(URI endpoint, AwsCredentials credentials, String region) {
  static final String HOME = "ap-northeast-1";

  static Clients of(Sandbox sandbox, String profile) {
    AccessKey key = Objects.requireNonNull(sandbox.keys().get(profile), profile);
    return new Clients(
        sandbox.endpoint(), AwsBasicCredentials.create(key.id(), key.secret()), HOME);
  }

  Clients in(String other) {
    return new Clients(endpoint, credentials, other);
  }

  Clients as(Credentials session) {
    return new Clients(
        endpoint,
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken()),
        region);
  }

  Clients as(AwsCredentials other) {
    return new Clients(endpoint, other, region);
  }

  <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return client(builder, _ -> {});
  }

  <B extends AwsClientBuilder<B, C>, C> C client(
      B builder, Consumer<StandardRetryStrategy.Builder> retries) {
    return builder
        .endpointOverride(endpoint)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .region(Region.of(region))
        .overrideConfiguration(
            o ->
                o.retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .applyMutation(retries)
                        .build()))
        .build();
  }
}
