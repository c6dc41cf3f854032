<#-- orgsh
{
  "title": {
    "en": "Policy of the bucket that receives configuration history from every account",
    "ja": "全アカウントの設定履歴を保存するバケットのバケットポリシー"
  },
  "target": "bucket",
  "parameters": [
    {"name": "edition", "type": "choice", "choices": ["current", "series"], "default": "current",
     "title": {"en": "current: the whole organization by its ID; series: account by account, as documented in January 2021",
               "ja": "current: 組織IDで組織全体を許可、series: アカウントIDを列挙(2021年1月のドキュメントの形)"}},
    {"name": "bucket", "type": "bucket",
     "title": {"en": "Bucket that receives the history", "ja": "設定履歴を保存するバケット"}},
    {"name": "organization", "type": "organization", "for": {"edition": "current"},
     "title": {"en": "Organization ID", "ja": "組織ID"}},
    {"name": "accounts", "type": "accounts", "for": {"edition": "series"},
     "title": {"en": "Accounts that write", "ja": "書き込みを許可するアカウント"}}
  ]
}
-->
<#assign current = edition == "current">
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AWSConfigBucketPermissionsCheck",
      "Effect": "Allow",
      "Principal": {"Service": "config.amazonaws.com"},
      "Action": "s3:GetBucketAcl",
      "Resource": "arn:aws:s3:::${bucket}",
      "Condition": {"StringEquals": {<#include "config-source.ftl">}}
    },
    {
      "Sid": "AWSConfigBucketExistenceCheck",
      "Effect": "Allow",
      "Principal": {"Service": "config.amazonaws.com"},
      "Action": "s3:ListBucket",
      "Resource": "arn:aws:s3:::${bucket}",
      "Condition": {"StringEquals": {<#include "config-source.ftl">}}
    },
    {
      "Sid": "AWSConfigBucketDelivery",
      "Effect": "Allow",
      "Principal": {"Service": "config.amazonaws.com"},
      "Action": "s3:PutObject",
      "Resource": "arn:aws:s3:::${bucket}/AWSLogs/*/Config/*",
      "Condition": {
        "StringEquals": {
          "s3:x-amz-acl": "bucket-owner-full-control",
          <#include "config-source.ftl">
        }
      }
    }
    <#if current>
    ,
    <#include "deny-insecure-transport.ftl">
    </#if>
  ]
}
