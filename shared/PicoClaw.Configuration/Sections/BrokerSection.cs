using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Sections;

internal static class BrokerSection
{
    public static readonly SectionSchema Fields = new(
    [
        new("broker", "PicoClaw:Broker", FieldAddresses.Broker)
        {
            English = "`memory` (only in one process), or `amqp://user:password@host:5672`; special characters in the password are percent-encoded. If "
                + "missing, the gateway takes `memory`.",
            Chinese = "`memory`（仅限单进程），或 `amqp://user:password@host:5672`，密码中的特殊字符要做百分号编码。网关不"
                + "写时为 `memory`",
        },
        new("broker_password", "PicoClaw:BrokerPassword", FieldSecrets.Password)
        {
            English = "The password of the user in `broker`, if the address contains none: any text, not percent-encoded, or `file://path`.",
            Chinese = "`broker` 地址里没有密码时，在这里写：任意文本，不做百分号编码，也可以写成 `file://路径`",
        },
    ]);
}
