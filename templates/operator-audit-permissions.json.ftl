<#-- orgsh
{
  "title": {
    "en": "Permissions of the operator's role in the audit account and the log archive: what the shipped runbooks call there",
    "ja": "監査アカウントとログアーカイブで操作者が使うロールの許可ポリシー(同梱のRunbookが呼び出す操作のみ)"
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
        "access-analyzer:GetArchiveRule",
        "access-analyzer:ListAnalyzers",
        "access-analyzer:ListFindings",
        "account:ListRegions",
        "config:DescribeAggregateComplianceByConfigRules",
        "config:DescribeConfigurationAggregators",
        "config:DescribeConfigurationRecorderStatus",
        "config:DescribeConfigurationRecorders",
        "config:DescribeDeliveryChannels",
        "config:DescribeOrganizationConfigRules",
        "config:DescribeOrganizationConformancePacks",
        "config:GetAggregateDiscoveredResourceCounts",
        "config:GetOrganizationConfigRuleDetailedStatus",
        "config:GetOrganizationConformancePackDetailedStatus",
        "detective:DescribeOrganizationConfiguration",
        "detective:GetMembers",
        "detective:ListGraphs",
        "detective:ListMembers",
        "events:DescribeRule",
        "events:ListTargetsByRule",
        "guardduty:DescribeOrganizationConfiguration",
        "guardduty:GetDetector",
        "guardduty:GetMemberDetectors",
        "guardduty:GetMembers",
        "guardduty:ListDetectors",
        "guardduty:ListFindings",
        "health:DescribeEventsForOrganization",
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:ListAttachedRolePolicies",
        "organizations:DescribeOrganization",
        "organizations:ListAccounts",
        "organizations:ListDelegatedAdministrators",
        "organizations:ListRoots",
        "s3:GetBucketPolicy",
        "s3:GetBucketPublicAccessBlock",
        "s3:GetBucketVersioning",
        "s3:GetEncryptionConfiguration",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "securityhub:DescribeHub",
        "securityhub:DescribeOrganizationConfiguration",
        "securityhub:DescribeStandards",
        "securityhub:GetEnabledStandards",
        "securityhub:GetFindings",
        "securityhub:GetMembers",
        "securityhub:ListConfigurationPolicies",
        "securityhub:ListConfigurationPolicyAssociations",
        "securityhub:ListFindingAggregators",
        "sns:GetTopicAttributes",
        "sns:ListSubscriptionsByTopic",
        "support:DescribeTrustedAdvisorCheckSummaries",
        "support:DescribeTrustedAdvisorChecks"
      ],
      "Resource": "*"
    },
    {
      "Sid": "Change",
      "Effect": "Allow",
      "Action": [
        "access-analyzer:ApplyArchiveRule",
        "access-analyzer:CreateAnalyzer",
        "access-analyzer:CreateArchiveRule",
        "access-analyzer:DeleteAnalyzer",
        "access-analyzer:DeleteArchiveRule",
        "config:DeleteConfigurationAggregator",
        "config:DeleteConfigurationRecorder",
        "config:DeleteDeliveryChannel",
        "config:DeleteOrganizationConfigRule",
        "config:DeleteOrganizationConformancePack",
        "config:PutConfigurationAggregator",
        "config:PutConfigurationRecorder",
        "config:PutDeliveryChannel",
        "config:PutOrganizationConfigRule",
        "config:PutOrganizationConformancePack",
        "config:StartConfigurationRecorder",
        "config:StopConfigurationRecorder",
        "detective:CreateGraph",
        "detective:CreateMembers",
        "detective:DeleteGraph",
        "detective:DeleteMembers",
        "detective:UpdateOrganizationConfiguration",
        "events:DeleteRule",
        "events:PutRule",
        "events:PutTargets",
        "events:RemoveTargets",
        "guardduty:CreateMembers",
        "guardduty:DeleteDetector",
        "guardduty:DeleteMembers",
        "guardduty:DisassociateMembers",
        "guardduty:UpdateDetector",
        "guardduty:UpdateMemberDetectors",
        "guardduty:UpdateOrganizationConfiguration",
        "s3:CreateBucket",
        "s3:DeleteBucket",
        "s3:DeleteBucketPolicy",
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "securityhub:BatchDisableStandards",
        "securityhub:BatchEnableStandards",
        "securityhub:CreateConfigurationPolicy",
        "securityhub:CreateFindingAggregator",
        "securityhub:CreateMembers",
        "securityhub:DeleteConfigurationPolicy",
        "securityhub:DeleteFindingAggregator",
        "securityhub:DisableSecurityHub",
        "securityhub:DisassociateMembers",
        "securityhub:EnableSecurityHub",
        "securityhub:StartConfigurationPolicyAssociation",
        "securityhub:StartConfigurationPolicyDisassociation",
        "securityhub:UpdateOrganizationConfiguration",
        "sns:CreateTopic",
        "sns:DeleteTopic",
        "sns:SetTopicAttributes",
        "sns:Subscribe",
        "sns:Unsubscribe"
      ],
      "Resource": "*"
    },
    {
      "Sid": "OwnRoles",
      "Effect": "Allow",
      "Action": [
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy"
      ],
      "Resource": ["arn:aws:iam::*:role/cloudtrail-log-reader-*", "arn:aws:iam::*:role/config-organization-aggregator"]
    },
    {
      "Sid": "AggregatorPolicy",
      "Effect": "Allow",
      "Action": [
        "iam:AttachRolePolicy",
        "iam:DetachRolePolicy"
      ],
      "Resource": "arn:aws:iam::*:role/config-organization-aggregator",
      "Condition": {"ArnEquals": {"iam:PolicyARN": "arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations"}}
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
    }
  ]
}
