using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Sections;

internal static class GatewaySection
{
    public static readonly SectionSchema Fields = new(
        [
            new("gateway.host", "Gateway:Host", FieldAddresses.ListenHost),
            new("gateway.port", "Gateway:Port", FieldNumbers.Whole(0, 65535)),
        ],
        new("gateway.hot_reload", "A change of the file is always noticed; docs/configuration.md says what takes effect without a restart."),
        new("gateway.log_level", "Set Logging__LogLevel__Default in the environment, such as Debug, Information or Warning."));
}
