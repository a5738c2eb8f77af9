using System.Text;
using CsCheck;
using PicoClaw.Configuration.Tests.Testing;
using PicoClaw.Tests.Mutations;

namespace PicoClaw.Configuration.Tests;

/// <summary>Whatever the files hold, they give settings or one exception that a person can read, whose excerpt of the file shows no value.</summary>
public sealed class HostileConfigTests
{
    private const string Secret = "hunter2hunter2";

    private const string Config =
        """
        {
          "version": 3,
          "channel_list": {
            "acme": {
              "enabled": true, "type": "dingtalk", "allow_from": ["0123456789", "dingtalk:1"], "group_trigger": { "prefixes": ["bot"] },
              "settings": { "client_id": "dingacme", "client_secret": "hunter2hunter2", "robot_code": "r", "api_base": "https://api.dingtalk.io" }
            }
          },
          "model_list": [
            {
              "model_name": "chat", "model": "deepseek/deepseek-chat", "api_keys": ["sk-hunter2hunter2", "$KEY"], "rpm": 5, "input_price": 0.5,
              "extra_body": { "a": [1, null] }, "custom_headers": { "X-Team": "hunter2hunter2" }, "fallbacks": ["chat"], "stream": true
            }
          ],
          "agents": { "defaults": { "model_name": "chat", "temperature": 1.5, "turns_per_minute": 20, "workspace": "~/w" } },
          "mcp_servers": { "wiki": { "url": "https://wiki.example/mcp", "headers": { "Authorization": "hunter2hunter2" }, "timeout": 120 } },
          "egress": { "unknown_outcome": "send_again" }, "gateway": { "host": "localhost", "port": 18790 }, "store": "sqlite",
          "telemetry": { "trace_ratio": 0.5 }, "session": { "dimensions": ["chat"] }, "admins": ["*"]
        }
        """;

    private const string Security =
        """
        channel_list:
          acme:
            settings:
              client_secret: "hunter2hunter2"
        model_list:
          chat:0:
            api_keys: ["sk-hunter2hunter2"]
        """;

    private static readonly Gen<byte[]> Configs = Corrupted(Config);
    private static readonly Gen<byte[]> Securities = Corrupted(Security);

    [Fact]
    public void Load_CorruptedFile_GivesSettingsOrAReadableError() => Configs.Sample(
        bytes => Load(config: bytes, security: null), iter: Mutation.Iterations(1_500), print: Encoding.UTF8.GetString);

    [Fact]
    public void Load_CorruptedSecurityFile_GivesSettingsOrAReadableError() => Securities.Sample(
        bytes => Load(Encoding.UTF8.GetBytes(Config), bytes), iter: Mutation.Iterations(500), print: Encoding.UTF8.GetString);

    private static Gen<byte[]> Corrupted(string text) =>
        Mutation.Any.Array[1, 3].Select(mutations => Mutation.Corrupt(Encoding.UTF8.GetBytes(text), mutations));

    private static void Load(byte[] config, byte[]? security)
    {
        using var folder = new ConfigFolder().With("KEY", "sk-of-the-environment");
        folder.Write("config.json", config);
        if (security is not null)
        {
            folder.Write(".security.yml", security);
        }

        try
        {
            folder.Warnings().ShouldAllBe(warning => warning.Length < 5_000);
        }
        catch (ConfigException exception)
        {
            exception.Message.ShouldNotBeNullOrWhiteSpace();
            exception.Message.Length.ShouldBeLessThan(20_000);
            exception.Problems.ShouldAllBe(problem => !problem.Contains('\0') && problem.Length < 5_000);

            // The excerpt of the file; a name is shown as it is, even if it was a value before.
            exception.Message.Split('\n').Where(line => line.Contains(" | ", StringComparison.Ordinal))
                .ShouldAllBe(line => !line.Contains(Secret, StringComparison.Ordinal), exception.Message);
        }
    }
}
