using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Sections;

internal static class GatewaySection
{
    public static readonly SectionSchema Fields = new(
        [
            new("gateway.host", "Gateway:Host", FieldAddresses.ListenHost)
            {
                Default = "\"localhost\"",
                English = "Where `picoclaw gateway` serves `/health`, `/ready` and `/v1/messages`: `localhost` or an IP address; `0.0.0.0` for all.",
                Chinese = "`picoclaw gateway` 提供 `/health`、`/ready` 和 `/v1/messages` 的地址：`localhost` 或 IP 地址；"
                    + "`0.0.0.0` 表示全部网卡",
            },
            new("gateway.port", "Gateway:Port", FieldNumbers.Whole(0, 65535))
            {
                Default = "18790",
                English = "The port on which `picoclaw gateway` serves `/health`, `/ready` and `/v1/messages`.",
                Chinese = "`picoclaw gateway` 提供 `/health`、`/ready` 和 `/v1/messages` 的端口",
            },
        ],
        new("gateway.hot_reload", "A change of the file is always noticed; docs/configuration.md says what takes effect without a restart."),
        new("gateway.log_level", "Set Logging__LogLevel__Default in the environment, such as Debug, Information or Warning."));
}
