package io.orgsh.sandbox.service;

/** The series' policies and simple ones, in JSON where ' stands for ". */
final class Policies {
  private Policies() {}

  /** As in the series: both write statements with one Sid. */
  static String series(String bucket) {
    return """
    {'Version': '2012-10-17', 'Statement': [
      {'Sid': 'AWSCloudTrailAclCheck20150319', 'Effect': 'Allow',
       'Principal': {'Service': 'cloudtrail.amazonaws.com'},
       'Action': 's3:GetBucketAcl', 'Resource': 'arn:aws:s3:::BUCKET'},
      {'Sid': 'AWSCloudTrailWrite20150319', 'Effect': 'Allow',
       'Principal': {'Service': 'cloudtrail.amazonaws.com'}, 'Action': 's3:PutObject',
       'Resource': 'arn:aws:s3:::BUCKET/AWSLogs/111111111111/*',
       'Condition': {'StringEquals': {'s3:x-amz-acl': 'bucket-owner-full-control'}}},
      {'Sid': 'AWSCloudTrailWrite20150319', 'Effect': 'Allow',
       'Principal': {'Service': 'cloudtrail.amazonaws.com'}, 'Action': 's3:PutObject',
       'Resource': 'arn:aws:s3:::BUCKET/AWSLogs/o-exampleorgid/*',
       'Condition': {'StringEquals': {'s3:x-amz-acl': 'bucket-owner-full-control'}}}]}
    """
        .replace("BUCKET", bucket);
  }

  static String organizationReads(String bucket) {
    return """
    {'Version': '2012-10-17', 'Statement': [
      {'Sid': 'FromOrganization', 'Effect': 'Allow', 'Principal': '*',
       'Action': ['s3:GetObject', 's3:ListBucket'],
       'Resource': ['arn:aws:s3:::BUCKET', 'arn:aws:s3:::BUCKET/*'],
       'Condition': {'StringEquals': {'aws:PrincipalOrgID': 'o-exampleorgid'}}}]}
    """
        .replace("BUCKET", bucket);
  }

  static String logReader(String bucket, String account) {
    return """
    {'Version': '2012-10-17', 'Statement': [
      {'Sid': 'ReadOwnLogs', 'Effect': 'Allow', 'Action': ['s3:GetObject'],
       'Resource': 'arn:aws:s3:::BUCKET/AWSLogs/o-exampleorgid/ACCOUNT/*'},
      {'Sid': 'ListOwnPrefix', 'Effect': 'Allow', 'Action': ['s3:ListBucket'],
       'Resource': 'arn:aws:s3:::BUCKET',
       'Condition': {'StringLike': {'s3:prefix': 'AWSLogs/o-exampleorgid/ACCOUNT/*'}}}]}
    """
        .replace("BUCKET", bucket)
        .replace("ACCOUNT", account);
  }

  static String trust(String account) {
    return "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': {'AWS': '%s'}, 'Action': 'sts:AssumeRole'}]}"
        .formatted(account);
  }

  static String statement(String principal, String action, String resource) {
    return "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': {%s}, 'Action': '%s', 'Resource': '%s'}]}"
        .formatted(principal, action, resource);
  }
}
