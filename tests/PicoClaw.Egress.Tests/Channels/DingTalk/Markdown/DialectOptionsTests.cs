using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PicoClaw.Egress.Channels.DingTalk.Markdown;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

public sealed class DialectOptionsTests
{
    [Fact]
    public void Bind_EveryKey_FillsItsMember()
    {
        var options = Read(("Tables", "List"), ("EscapeHtmlInCode", "true"), ("MaxChunkBytes", "14000"), ("MaxChunkChars", "500"), ("MaxParts", "3"));

        (options.Tables, options.EscapeHtmlInCode, options.MaxChunkBytes, options.MaxChunkChars, options.MaxParts)
            .ShouldBe((TableStyle.List, true, 14_000, 500, 3));
    }

    [Fact]
    public void Bind_Nothing_HasTheDocumentedDefaults()
    {
        var options = Read();

        (options.Tables, options.EscapeHtmlInCode, options.MaxChunkBytes, options.MaxChunkChars, options.MaxParts)
            .ShouldBe((TableStyle.Keep, false, 12_000, 3_500, 8));
    }

    private static DialectOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>($"Egress:Markdown:{setting.Key}", setting.Value))).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddEgress().BuildServiceProvider();
        return services.GetRequiredService<IOptions<DialectOptions>>().Value;
    }
}
