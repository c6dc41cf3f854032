<#-- orgsh
{
  "title": {
    "en": "Permissions of the operator's role in a member account: what the shipped runbooks call there",
    "ja": "メンバーアカウントで操作者が使うロールの許可ポリシー(同梱のRunbookが呼び出す操作のみ)"
  },
  "target": "role-inline",
  "parameters": []
}
-->
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": [
        "access-analyzer:ListAnalyzers",
        "account:ListRegions",
        "cloudtrail:DescribeTrails",
        "cloudtrail:GetTrailStatus",
        "config:DescribeConfigurationRecorderStatus",
        "config:DescribeConfigurationRecorders",
        "config:DescribeDeliveryChannels",
        "detective:ListGraphs",
        "detective:ListInvitations",
        "guardduty:ListDetectors",
        "guardduty:ListFindings",
        "iam:GetRole",
        "organizations:DescribeOrganization",
        "s3:GetBucketPolicy",
        "s3:ListAllMyBuckets",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "securityhub:DescribeHub",
        "securityhub:DescribeStandards",
        "securityhub:GetEnabledStandards",
        "support:DescribeTrustedAdvisorCheckSummaries",
        "support:DescribeTrustedAdvisorChecks"
      ],
      "Resource": "*"
    },
    {
      "Sid": "Change",
      "Effect": "Allow",
      "Action": [
        "access-analyzer:CreateAnalyzer",
        "access-analyzer:DeleteAnalyzer",
        "cloudtrail:CreateTrail",
        "cloudtrail:DeleteTrail",
        "cloudtrail:StartLogging",
        "cloudtrail:StopLogging",
        "config:DeleteConfigurationRecorder",
        "config:DeleteDeliveryChannel",
        "config:PutConfigurationRecorder",
        "config:PutDeliveryChannel",
        "config:StartConfigurationRecorder",
        "config:StopConfigurationRecorder",
        "detective:AcceptInvitation",
        "detective:DisassociateMembership",
        "guardduty:CreateSampleFindings",
        "guardduty:DeleteDetector",
        "s3:CreateBucket",
        "s3:DeleteBucket",
        "s3:DeleteBucketPolicy",
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "securityhub:BatchDisableStandards",
        "securityhub:BatchEnableStandards",
        "securityhub:DisableSecurityHub"
      ],
      "Resource": "*"
    },
    {
      "Sid": "ServiceLinkedRoles",
      "Effect": "Allow",
      "Action": [
        "iam:CreateServiceLinkedRole",
        "iam:DeleteServiceLinkedRole"
      ],
      "Resource": "arn:aws:iam::*:role/aws-service-role/*"
    },
    {
      "Sid": "PassToConfig",
      "Effect": "Allow",
      "Action": [
        "iam:PassRole"
      ],
      "Resource": "arn:aws:iam::*:role/*",
      "Condition": {"StringEquals": {"iam:PassedToService": "config.amazonaws.com"}}
    },
    {
      "Sid": "Enter",
      "Effect": "Allow",
      "Action": [
        "sts:AssumeRole"
      ],
      "Resource": "arn:aws:iam::*:role/cloudtrail-log-reader-*"
    }
  ]
}
