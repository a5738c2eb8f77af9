using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Schema;

/// <summary>${NAME} in a text of the file.</summary>
public sealed class ConfigVariableTests
{
    [Theory]
    [InlineData("\"${KEY}\"")]
    [InlineData("[\"${KEY}\"]")]
    [InlineData("[\"${env:KEY}\"]")]
    [InlineData("[\"sk-${TAIL}\"]")]
    [InlineData("[\"$KEY\"]")]
    public void Load_KeyFromAVariable_IsItsValue(string json)
    {
        using var folder = new ConfigFolder($$"""{ "model_list": [ { "model_name": "m", "model": "openai/m", "api_keys": {{json}} } ] }""")
            .With("KEY", "sk-real ").With("TAIL", "real");

        folder.Load()["Models:0:ApiKeys:0"].ShouldBe("sk-real");
    }

    [Fact]
    public void Load_EveryKindOfField_TakesVariables()
    {
        using var folder = new ConfigFolder("""
            { "broker": "amqp://u:${PASSWORD}@host", "gateway": { "port": "${PORT}" },
              "channels": { "dingtalk": { "enabled": true, "client_id": "${ID}", "client_secret": "${ID}", "allow_from": "${USERS}" } },
              "mcp_servers": { "a": { "command": "${PROGRAM}", "args": ["--dir=${DIR}"], "env": { "T": "${ID}" } },
                               "b": { "url": "https://${DIR}.example", "headers": { "Authorization": "Bearer ${ID}" } } } }
            """)
            .With("PASSWORD", "p").With("PORT", "81").With("ID", "i").With("USERS", "a,b").With("PROGRAM", "npx").With("DIR", "d");

        var config = folder.Load();

        config["PicoClaw:Broker"].ShouldBe("amqp://u:p@host");
        config["Gateway:Port"].ShouldBe("81");
        config["Accounts:dingtalk:ClientSecret"].ShouldBe("i");
        config["Accounts:dingtalk:AllowFrom:1"].ShouldBe("b");
        config["McpServers:a:Command"].ShouldBe("npx");
        config["McpServers:a:Args:0"].ShouldBe("--dir=d");
        config["McpServers:a:Env:T"].ShouldBe("i");
        config["McpServers:b:Url"].ShouldBe("https://d.example");
        config["McpServers:b:Headers:Authorization"].ShouldBe("Bearer i");
    }

    [Theory]
    [InlineData("""{ "model_list": [ { "model_name": "m", "model": "openai/m", "api_keys": ["k", "${NONE}"] } ] }""", "model_list[0].api_keys[1]")]
    [InlineData("""{ "mcp_servers": { "a": { "command": "x", "env": { "T": "a ${NONE}" } } } }""", "mcp_servers.a.env.T")]
    [InlineData("""{ "broker": "${NONE}" }""", "broker")]
    public void Load_VariableThatIsNotSet_NamesPlaceAndVariable(string json, string path)
    {
        using var folder = new ConfigFolder(json);

        folder.Error().ShouldStartWith($"{folder.ConfigFile}, line 1, column ");
        folder.Error().ShouldContain($"{path} is taken from the environment variable NONE, which is not set.");
        folder.Error().ShouldContain("file://");
    }

    [Fact]
    public void Load_VariableOfWhatIsSwitchedOff_NeedNotBeSet()
    {
        using var folder = new ConfigFolder("""
            { "channels": { "dingtalk": { "enabled": false, "client_secret": "${NONE}" } },
              "model_list": [ { "model_name": "m", "model": "m", "enabled": false, "api_keys": ["${NONE}"] } ],
              "mcp_servers": { "a": { "enabled": false, "command": "${NONE}" } } }
            """);

        Should.NotThrow(() => folder.Load());
    }

    [Fact]
    public void Load_VariableInABodyThatIsPassedOn_IsRefused()
    {
        using var folder = new ConfigFolder("""
            { "model_list": [ { "model_name": "m", "model": "openai/m", "api_key": "k", "extra_body": { "user": "${ID}" } } ] }
            """).With("ID", "1");

        folder.Error().ShouldContain("model_list[0].extra_body holds ${…}");
    }

    [Fact]
    public void Load_SecretFromAVariable_IsNotTheFilesSecret()
    {
        using var folder = new ConfigFolder("""{ "model_list": [ { "model_name": "m", "model": "openai/m", "api_key": "${KEY}" } ] }""")
            .With("KEY", "k");
        folder.OpenToOthers();

        folder.Warnings().ShouldBeEmpty();
    }
}
