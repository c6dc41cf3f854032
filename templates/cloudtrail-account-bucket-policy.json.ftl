<#-- orgsh
{
  "title": {
    "en": "Policy of the bucket that receives the trail of a single account",
    "ja": "アカウント単独の証跡を保存するバケットのバケットポリシー"
  },
  "target": "bucket",
  "parameters": [
    {"name": "edition", "type": "choice", "choices": ["current", "series"], "default": "current",
     "title": {"en": "current: today's best practice; series: as in the series, January 2021",
               "ja": "current: 現在のベストプラクティス、series: 連載(2021年1月)のとおり"}},
    {"name": "bucket", "type": "bucket",
     "title": {"en": "Bucket that receives the logs", "ja": "ログを保存するバケット"}},
    {"name": "account", "type": "account",
     "title": {"en": "Account that owns the trail", "ja": "証跡を所有するアカウント"}},
    {"name": "region", "type": "region", "for": {"edition": "current"},
     "title": {"en": "Home region of the trail", "ja": "証跡のホームリージョン"}},
    {"name": "trail", "type": "text", "for": {"edition": "current"},
     "title": {"en": "Name of the trail", "ja": "証跡の名前"}}
  ]
}
-->
<#assign current = edition == "current">
<#if current>
  <#assign trailArn = "arn:aws:cloudtrail:" + region + ":" + account + ":trail/" + trail>
</#if>
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AWSCloudTrailAclCheck20150319",
      "Effect": "Allow",
      "Principal": {"Service": "cloudtrail.amazonaws.com"},
      "Action": "s3:GetBucketAcl",
      "Resource": "arn:aws:s3:::${bucket}"
      <#if current>
      ,
      "Condition": {"StringEquals": {"aws:SourceArn": "${trailArn}"}}
      </#if>
    },
    {
      "Sid": "AWSCloudTrailWrite20150319",
      "Effect": "Allow",
      "Principal": {"Service": "cloudtrail.amazonaws.com"},
      "Action": "s3:PutObject",
      "Resource": "arn:aws:s3:::${bucket}/AWSLogs/${account}/*",
      "Condition": {
        "StringEquals": {
          "s3:x-amz-acl": "bucket-owner-full-control"
          <#if current>
          ,
          "aws:SourceArn": "${trailArn}"
          </#if>
        }
      }
    }
    <#if current>
    ,
    <#include "deny-insecure-transport.ftl">
    </#if>
  ]
}
