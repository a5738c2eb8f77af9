namespace PicoClaw.Gateway.Doctor.DingTalk;

/// <summary>An account's app at DingTalk, as the configuration has it.</summary>
internal sealed record DingTalkApp(string Account, string ClientId, string ClientSecret)
{
    public static readonly Uri PublicApi = new("https://api.dingtalk.com");
    public static readonly Uri PublicOapi = new("https://oapi.dingtalk.com");

    public string? RobotCode { get; init; }

    public Uri Api { get; init; } = PublicApi;

    public Uri Oapi { get; init; } = PublicOapi;

    public static DingTalkApp Of(string account, IConfiguration settings) =>
        new(account, settings["ClientId"] ?? "", settings["ClientSecret"] ?? "")
        {
            RobotCode = settings["RobotCode"],
            Api = settings["ApiBase"] is { } api ? new Uri(api) : PublicApi,
            Oapi = settings["OapiBase"] is { } oapi ? new Uri(oapi) : PublicOapi,
        };
}
