using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Sections;

/// <summary>Everything that config.json may hold: one line here and one file in this folder for each contribution.</summary>
internal static class ConfigSchema
{
    public static readonly SectionSchema Root = SectionSchema.Of(
        FileSection.Fields,
        AccountsSection.Fields,
        ModelsSection.Fields,
        McpServersSection.Fields,
        SchedulesSection.Fields,
        BrokerSection.Fields,
        StoreSection.Fields,
        GatewaySection.Fields,
        TelemetrySection.Fields,
        AgentSection.Fields,
        IngressSection.Fields,
        EgressSection.Fields,
        NotificationsSection.Fields);

    public static readonly IReadOnlyList<ChannelSchema> Channels = [DingTalkAccount.Channel];
}
