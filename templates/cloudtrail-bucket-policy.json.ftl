<#-- orgsh
{
  "title": {
    "en": "Policy of the bucket that receives an organization trail",
    "ja": "組織の証跡を保存するバケットのバケットポリシー"
  },
  "target": "bucket",
  "parameters": [
    {"name": "edition", "type": "choice", "choices": ["current", "series"], "default": "current",
     "title": {"en": "current: today's best practice; series: as in the series, January 2021",
               "ja": "current: 現在のベストプラクティス、series: 連載(2021年1月)のとおり"}},
    {"name": "bucket", "type": "bucket",
     "title": {"en": "Bucket that receives the logs", "ja": "ログを保存するバケット"}},
    {"name": "management", "type": "account",
     "title": {"en": "Management account, which owns the trail even when another account makes it",
               "ja": "管理アカウント(他のアカウントから作成しても、証跡の所有者はこのアカウントです)"}},
    {"name": "organization", "type": "organization",
     "title": {"en": "Organization ID", "ja": "組織ID"}},
    {"name": "region", "type": "region", "for": {"edition": "current"},
     "title": {"en": "Home region of the trail", "ja": "証跡のホームリージョン"}},
    {"name": "trail", "type": "text", "for": {"edition": "current"},
     "title": {"en": "Name of the trail", "ja": "証跡の名前"}},
    {"name": "prefix", "type": "text", "default": "",
     "title": {"en": "Prefix of the log files, if the trail has one",
               "ja": "ログファイルのプレフィックス(証跡に設定した場合)"}}
  ]
}
-->
<#assign logs = "arn:aws:s3:::" + bucket + "/">
<#if prefix?has_content>
  <#assign logs = logs + prefix?remove_ending("/") + "/">
</#if>
<#assign current = edition == "current">
<#if current>
  <#assign trailArn = "arn:aws:cloudtrail:" + region + ":" + management + ":trail/" + trail>
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
      "Resource": "${logs}AWSLogs/${management}/*",
      "Condition": {
        "StringEquals": {
          "s3:x-amz-acl": "bucket-owner-full-control"
          <#if current>
          ,
          "aws:SourceArn": "${trailArn}"
          </#if>
        }
      }
    },
    {
      <#-- The series' policy has this Sid twice, as CloudTrail wrote it in 2020; S3 takes it. -->
      "Sid": "${current?then("AWSCloudTrailOrganizationWrite20150319", "AWSCloudTrailWrite20150319")}",
      "Effect": "Allow",
      "Principal": {"Service": "cloudtrail.amazonaws.com"},
      "Action": "s3:PutObject",
      "Resource": "${logs}AWSLogs/${organization}/*",
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
