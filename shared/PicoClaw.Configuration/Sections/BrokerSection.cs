using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Sections;

internal static class BrokerSection
{
    public static readonly SectionSchema Fields = new(
    [
        new("broker", "PicoClaw:Broker", FieldAddresses.Broker),
        new("broker_password", "PicoClaw:BrokerPassword", FieldSecrets.Password),
    ]);
}
