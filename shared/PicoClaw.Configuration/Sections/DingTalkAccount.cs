using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Sections;

/// <summary>The fields of a DingTalk account besides those of every account.</summary>
internal static class DingTalkAccount
{
    public static readonly ChannelSchema Channel = new(
        "dingtalk",
        "DingTalk",
        AccountsSection.Common,
        new("client_id", "ClientId", FieldSecrets.Credential, "settings.client_id"),
        new("client_secret", "ClientSecret", FieldSecrets.Secret, "settings.client_secret"),
        new("robot_code", "RobotCode", FieldKinds.Text, "settings.robot_code"),
        new("api_base", "ApiBase", FieldAddresses.Address, "settings.api_base"),
        new("oapi_base", "OapiBase", FieldAddresses.Address, "settings.oapi_base"))
    {
        Id = "client_id",
        Required = ["client_id", "client_secret"],
    };
}
