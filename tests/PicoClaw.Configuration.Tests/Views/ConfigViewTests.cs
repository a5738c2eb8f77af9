using System.Text.Json.Nodes;
using PicoClaw.Configuration.Tests.Testing;
using PicoClaw.Configuration.Views;

namespace PicoClaw.Configuration.Tests.Views;

public sealed class ConfigViewTests
{
    private const string Everything =
        """
        {
          "version": 3,
          "broker": "amqp://bot:topsecret@rabbit:5672",
          "store": "Host=db;Username=bot;Password=topsecret",
          "gateway": { "port": 18800 },
          "channel_list": {
            "acme": {
              "enabled": true, "type": "dingtalk", "allow_from": ["*"],
              "settings": { "client_id": "dingacme", "client_secret": "topsecret" }
            }
          },
          "model_list": [
            {
              "model_name": "chat", "model": "deepseek/deepseek-chat", "api_base": "https://host/v1?key=topsecret", "api_keys": ["topsecret"],
              "extra_body": { "token": "topsecret", "thinking": { "type": "off" } }, "custom_headers": { "X-Auth": "topsecret" }
            }
          ],
          "mcp_servers": {
            "files": { "command": "npx", "args": ["server", "--api-key", "topsecret", "--token=topsecret"], "env": { "TOKEN": "topsecret" } },
            "web": { "url": "https://user:topsecret@host/mcp?token=topsecret", "headers": { "Authorization": "Bearer topsecret" } }
          },
          "agents": { "defaults": { "model_name": "chat", "temperature": 0.5, "allow_remember": false } }
        }
        """;

    [Fact]
    public void Of_EverySecret_IsHidden()
    {
        using var folder = new ConfigFolder(Everything);

        ConfigView.Of(folder.Load()).ToJsonString().ShouldNotContain("topsecret");
    }

    [Theory]
    [InlineData("""["-e", "API_KEY=topsecret"]""")]
    [InlineData("""["--header", "Authorization: Bearer topsecret"]""")]
    [InlineData("""["--header", "Cookie: sid=topsecret"]""")]
    [InlineData("""["--pass", "topsecret"]""")]
    [InlineData("""["MYSQL_PWD=topsecret"]""")]
    [InlineData("""["-c", "cd /srv && API_TOKEN=topsecret npx server"]""")]
    public void Of_SecretAmongArguments_IsHidden(string arguments)
    {
        using var folder = new ConfigFolder($$"""{ "mcp_servers": { "files": { "command": "docker", "args": {{arguments}} } } }""");

        ConfigView.Of(folder.Load()).ToJsonString().ShouldNotContain("topsecret");
    }

    [Theory]
    [InlineData("""["-y", "mcp-remote", "--max-tokens", "5"]""")]
    [InlineData("""["C:\\keys\\server.js", "/opt/auth/server:8080", "--port=1"]""")]
    public void Of_OtherArguments_AreShown(string arguments)
    {
        using var folder = new ConfigFolder($$"""{ "mcp_servers": { "files": { "command": "npx", "args": {{arguments}} } } }""");

        ConfigView.Of(folder.Load())["mcp_servers"]!["files"]!["args"]!.ToJsonString().ShouldNotContain("***");
    }

    [Fact]
    public void Of_SecretsInTheBodyOfAModel_AreHidden()
    {
        using var folder = new ConfigFolder(
            """
            {
              "model_list": [
                {
                  "model_name": "chat", "model": "deepseek/deepseek-chat", "api_keys": ["key-of-16-letters"],
                  "extra_body": { "db": { "pwd": "topsecret", "passwd": "topsecret" }, "max_tokens": 7 }
                }
              ]
            }
            """);

        var view = ConfigView.Of(folder.Load()).ToJsonString();

        view.ShouldNotContain("topsecret");
        view.ShouldContain("\"max_tokens\":7");
    }

    [Fact]
    public void Of_File_HasItsNamesAndTypes()
    {
        using var folder = new ConfigFolder(Everything);

        var view = ConfigView.Of(folder.Load());

        JsonNode.DeepEquals(
            view["channel_list"],
            JsonNode.Parse("""{"acme":{"type":"dingtalk","enabled":true,"allow_from":["*"],"client_id":"dingacme","client_secret":"***"}}"""))
            .ShouldBeTrue(view.ToJsonString());
        view["gateway"]!.ToJsonString().ShouldBe("""{"port":18800}""");
        ((double)view["agents"]!["defaults"]!["temperature"]!).ShouldBe(0.5);
        ((bool)view["agents"]!["defaults"]!["allow_remember"]!).ShouldBeFalse();
        ((string)view["broker"]!).ShouldBe("amqp://bot:***@rabbit:5672");
        ((string)view["store"]!).ShouldBe("Host=db;Username=bot;Password=***");
        var model = view["model_list"]![0]!;
        ((string)model["api_base"]!).ShouldBe("https://host/v1?key=***");
        ((string)model["extra_body"]!["thinking"]!["type"]!).ShouldBe("off");
        ((string)view["mcp_servers"]!["web"]!["url"]!).ShouldBe("https://user:***@host/mcp?token=***");
    }

    [Fact]
    public void Of_Variable_WinsOverTheFile()
    {
        using var folder = new ConfigFolder("""{ "gateway": { "port": 1 } }""").With("PICOCLAW_GATEWAY_PORT", "2");

        ConfigView.Of(folder.Load()).ToJsonString().ShouldBe("""{"gateway":{"port":2}}""");
    }

    [Fact]
    public void Of_Nothing_IsEmpty()
    {
        using var folder = new ConfigFolder();

        ConfigView.Of(folder.Load()).ShouldBeEmpty();
    }

    [Fact]
    public void Schema_InTheFile_IsAccepted()
    {
        using var folder = new ConfigFolder("""{ "$schema": "./config.schema.json", "gateway": { "port": 1 } }""");

        folder.Load()["Gateway:Port"].ShouldBe("1");
        folder.Warnings().ShouldBeEmpty();
    }
}
