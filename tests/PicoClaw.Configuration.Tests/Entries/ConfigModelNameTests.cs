using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Entries;

/// <summary>Fields that name a model must name one that exists.</summary>
public sealed class ConfigModelNameTests
{
    private const string Models = """
        "model_list": [
          { "model_name": "fast", "model": "ollama/a" }, { "model_name": "Good", "model": "ollama/b" },
          { "model_name": "off", "model": "ollama/c", "enabled": false } ]
        """;

    [Theory]
    [InlineData("""{ "agents": { "defaults": { "model": "llama3.2" } }, """, "line 1, column 38: agents.defaults.model names the model \"llama3.2\"")]
    [InlineData("""{ "agents": { "defaults": { "model_name": "off" } }, """, "agents.defaults.model_name names the model \"off\"")]
    [InlineData(
        """{ "agents": { "defaults": { "model_fallbacks": ["fast", "gone"] } }, """,
        "agents.defaults.model_fallbacks names the model \"gone\"")]
    public void Load_NameOfNoModel_ListsThoseThereAre(string begin, string expected)
    {
        using var folder = new ConfigFolder(begin + Models + "}");

        folder.Error().ShouldContain($"{expected}, but no enabled entry of model_list has that model_name. Write one of: fast, Good.");
    }

    [Fact]
    public void Load_FallbackOfAnEntry_IsCheckedToo()
    {
        using var folder = new ConfigFolder("""{ "model_list": [ { "model_name": "a", "model": "ollama/a", "fallbacks": ["b"] } ] }""");

        folder.Error().ShouldContain("model_list[0].fallbacks names the model \"b\"");
    }

    [Fact]
    public void Load_NameFromAVariable_IsCheckedToo()
    {
        using var folder = new ConfigFolder("{" + Models + "}").With("PICOCLAW_AGENTS_DEFAULTS_MODEL_NAME", "gone");

        folder.Error().ShouldStartWith("environment variable PICOCLAW_AGENTS_DEFAULTS_MODEL_NAME: names the model \"gone\"");
    }

    [Theory]
    [InlineData("good")]
    [InlineData("")]
    public void Load_NameInAnyCase_IsKnown(string name)
    {
        using var folder = new ConfigFolder($$"""{ "agents": { "defaults": { "model_name": "{{name}}" } }, """ + Models + "}");

        Should.NotThrow(() => folder.Load());
    }
}
