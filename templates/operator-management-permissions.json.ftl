<#-- orgsh
{
  "title": {
    "en": "Permissions of the operator's role in the management account: what the shipped runbooks call there",
    "ja": "管理アカウントで操作者が使うロールの許可ポリシー(同梱のRunbookが呼び出す操作のみ)"
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
        "detective:ListInvitations",
        "detective:ListOrganizationAdminAccounts",
        "guardduty:ListDetectors",
        "guardduty:ListOrganizationAdminAccounts",
        "health:DescribeAffectedAccountsForOrganization",
        "health:DescribeEventsForOrganization",
        "health:DescribeHealthServiceStatusForOrganization",
        "iam:GetRole",
        "iam:GetRolePolicy",
        "organizations:DescribeAccount",
        "organizations:DescribeOrganization",
        "organizations:DescribeOrganizationalUnit",
        "organizations:ListAWSServiceAccessForOrganization",
        "organizations:ListAccounts",
        "organizations:ListDelegatedAdministrators",
        "s3:GetBucketPolicy",
        "s3:GetBucketPublicAccessBlock",
        "s3:GetBucketVersioning",
        "s3:GetEncryptionConfiguration",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "securityhub:DescribeHub",
        "securityhub:DescribeStandards",
        "securityhub:GetEnabledStandards",
        "securityhub:ListOrganizationAdminAccounts",
        "support:DescribeTrustedAdvisorCheckSummaries",
        "support:DescribeTrustedAdvisorChecks",
        "trustedadvisor:ListOrganizationRecommendations"
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
        "cloudtrail:DeregisterOrganizationDelegatedAdmin",
        "cloudtrail:RegisterOrganizationDelegatedAdmin",
        "cloudtrail:StartLogging",
        "cloudtrail:StopLogging",
        "cloudtrail:UpdateTrail",
        "config:DeleteConfigurationRecorder",
        "config:DeleteDeliveryChannel",
        "config:PutConfigurationRecorder",
        "config:PutDeliveryChannel",
        "config:StartConfigurationRecorder",
        "config:StopConfigurationRecorder",
        "detective:AcceptInvitation",
        "detective:DisableOrganizationAdminAccount",
        "detective:DisassociateMembership",
        "detective:EnableOrganizationAdminAccount",
        "guardduty:CreateDetector",
        "guardduty:DeleteDetector",
        "guardduty:DisableOrganizationAdminAccount",
        "guardduty:EnableOrganizationAdminAccount",
        "health:DisableHealthServiceAccessForOrganization",
        "health:EnableHealthServiceAccessForOrganization",
        "organizations:DeregisterDelegatedAdministrator",
        "organizations:DisableAWSServiceAccess",
        "organizations:EnableAWSServiceAccess",
        "organizations:RegisterDelegatedAdministrator",
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
        "securityhub:DisableOrganizationAdminAccount",
        "securityhub:DisableSecurityHub",
        "securityhub:EnableOrganizationAdminAccount",
        "securityhub:EnableSecurityHub"
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
      "Resource": "arn:aws:iam::*:role/OrganizationAccountAccessRole"
    }
  ]
}
