using Microsoft.Extensions.Configuration;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Entries;

public sealed class ConfigMcpTests
{
    [Fact]
    public void Load_Servers_AreKeptByName()
    {
        using var folder = new ConfigFolder("""
            { "mcp_servers": {
                "files": { "type": "stdio", "command": "npx", "args": ["-y", "x"], "env": { "TOKEN": "file://token", "lower": "b" }, "timeout": 5 },
                "web": { "type": "http", "url": "https://x.example/mcp", "headers": { "Authorization": "Bearer k" } },
                "off": { "enabled": false, "command": "x", "url": "https://x.example" },
                "_comment": "none" } }
            """);
        folder.Write("token", "S3cret\n");

        folder.Load().GetSection("McpServers").AsEnumerable(makePathsRelative: true).Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value)
            .ShouldBe(new Dictionary<string, string?>
            {
                ["files:Command"] = "npx",
                ["files:Args:0"] = "-y",
                ["files:Args:1"] = "x",
                ["files:Env:TOKEN"] = "S3cret",
                ["files:Env:lower"] = "b",
                ["files:Timeout"] = "5",
                ["web:Url"] = "https://x.example/mcp",
                ["web:Headers:Authorization"] = "Bearer k",
            }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{ "mcp_servers": [] }""", "mcp_servers expected an object { } of servers by name, found a list [ ].")]
    [InlineData("""{ "mcp_servers": { "a": "S3cret" } }""", "mcp_servers.a expected an object { }, found text.")]
    [InlineData("""{ "mcp_servers": { "a": {} } }""", "mcp_servers.a needs one of the two: \"command\", a program to start, or \"url\"")]
    [InlineData("""{ "mcp_servers": { "a": { "command": "x", "url": "https://x" } } }""", "mcp_servers.a needs one of the two")]
    [InlineData("""{ "mcp_servers": { "a:b": { "command": "x" } } }""", "mcp_servers.a:b is refused: the name of a server must not contain")]
    [InlineData("""{ "mcp_servers": { "a": { "comand": "x", "command": "y" } } }""", "unknown field: mcp_servers.a.comand (did you mean command?)")]
    [InlineData(
        """{ "mcp_servers": { "a": { "command": "x", "env": { "A": 1 } } } }""",
        "mcp_servers.a.env.A expected text in double quotes, found a number.")]
    [InlineData(
        """{ "mcp_servers": { "a": { "command": "x", "env": { "A": "S3cret", "a": "S3cret" } } } }""",
        "mcp_servers.a.env.a is written twice")]
    [InlineData("""{ "mcp_servers": { "a": { "url": "S3cret" } } }""", "mcp_servers.a.url expected an address that begins with https://")]
    [InlineData(
        """{ "mcp_servers": { "a": { "command": "x", "timeout": 86401 } } }""",
        "mcp_servers.a.timeout expected a whole number from 0 to 86400, found 86401.")]
    [InlineData(
        """{ "mcp_servers": { "a": { "command": "x", "enabled": "no" } } }""",
        "mcp_servers.a.enabled expected true or false (without quotes), found text.")]
    public void Load_WrongServer_NamesPlaceAndKeyButNoValue(string json, string expected)
    {
        using var folder = new ConfigFolder(json);

        folder.Error().ShouldStartWith($"{folder.ConfigFile}, line 1, column ");
        folder.Error().ShouldContain(expected);
        folder.Error().ShouldNotContain("S3cret");
    }

    [Theory]
    [InlineData("mcpServers", """{ "mcpServers": { "a": { "command": "npx", "args": [], "disabled": false, "autoApprove": [] } } }""")]
    [InlineData("tools.mcp.servers", """{ "tools": { "mcp": { "enabled": true, "servers": { "a": { "enabled": true, "command": "npx" } } } } }""")]
    [InlineData("tools.mcp.servers", """{ "tools": { "mcp": { "servers": { "a": { "command": "npx", "deferred": true } } } } }""")]
    public void Load_ServersWhereOtherProgramsKeepThem_AreReadWithAWord(string path, string json)
    {
        using var folder = new ConfigFolder(json);

        folder.Load()["McpServers:a:Command"].ShouldBe("npx");
        folder.Warnings()[0].ShouldEndWith($"{path} is read as mcp_servers, which is its name here.");
    }

    [Fact]
    public void Load_ServersOfTheOriginalSwitchedOff_AreLeftOutWithAWord()
    {
        using var folder = new ConfigFolder(
            """{ "tools": { "mcp": { "enabled": false, "servers": { "a": { "enabled": true, "command": "npx" } } } } }""");

        folder.Load()["McpServers:a:Command"].ShouldBeNull();
        folder.Warnings().ShouldHaveSingleItem().ShouldContain("tools.mcp.servers is left out, because tools.mcp.enabled is false.");
    }

    [Fact]
    public void Load_ServersInTwoPlaces_IsAnError()
    {
        using var folder = new ConfigFolder("""{ "mcp_servers": {}, "mcpServers": {} }""");

        folder.Error().ShouldContain("mcpServers says the same as mcp_servers on line 1.");
    }

    [Theory]
    [InlineData("""{ "mcp_servers": { "a": { "command": "npx", "disabled": true } } }""", "McpServers:a:Command", null)]
    [InlineData("""{ "mcp_servers": { "a": { "serverUrl": "https://x.example" } } }""", "McpServers:a:Url", "https://x.example")]
    [InlineData(
        """{ "mcp_servers": { "a": { "transport": "streamable-http", "url": "https://x.example" } } }""",
        "McpServers:a:Url",
        "https://x.example")]
    public void Load_WordsOfOtherPrograms_AreUnderstood(string json, string key, string? expected)
    {
        using var folder = new ConfigFolder(json);

        folder.Load()[key].ShouldBe(expected);
        folder.Warnings().ShouldBeEmpty();
    }

    [Fact]
    public void Load_FileOfVariables_SaysWhereToWriteThem()
    {
        using var folder = new ConfigFolder("""{ "mcp_servers": { "a": { "command": "npx", "env_file": ".env" } } }""");

        folder.Warnings().ShouldHaveSingleItem().ShouldContain("mcp_servers.a.env_file. Write its variables under env");
    }

    [Theory]
    [InlineData("""{ "mcp_servers": { "a": { "command": "x", "env": { "A": "S3cret" } } } }""")]
    [InlineData("""{ "mcp_servers": { "a": { "url": "https://x", "headers": { "A": "S3cret" } } } }""")]
    public void Load_SecretInAFileThatOthersMayRead_Warns(string json)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no modes");
        using var folder = new ConfigFolder(json);
        folder.OpenToOthers();

        folder.Warnings().ShouldHaveSingleItem().ShouldContain("chmod 600");
    }
}
