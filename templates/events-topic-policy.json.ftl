<#-- orgsh
{
  "title": {
    "en": "Policy of an SNS topic to which EventBridge publishes",
    "ja": "EventBridgeから発行するSNSトピックのアクセスポリシー"
  },
  "target": "topic",
  "parameters": [
    {"name": "topic", "type": "arn",
     "title": {"en": "ARN of the topic", "ja": "トピックのARN"}}
  ]
}
-->
<#-- AWS delivers nothing from EventBridge when its statement has a Condition. -->
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "PublishEventsToMyTopic",
      "Effect": "Allow",
      "Principal": {"Service": "events.amazonaws.com"},
      "Action": "sns:Publish",
      "Resource": "${topic}"
    }
  ]
}
