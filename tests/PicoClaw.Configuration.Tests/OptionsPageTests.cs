using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;
using PicoClaw.Configuration.Tests.Pages;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests;

/// <summary>The pages of options say what the schema says; the command in them writes them anew.</summary>
public sealed class OptionsPageTests
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("PICOCLAW_TEST_WRITE") is { Length: > 0 };

    private static readonly SectionSchema[] Schemas =
        [ConfigSchema.Root, DingTalkAccount.Channel.Account, ModelsSection.Entry, McpServersSection.Entry, SchedulesSection.Entry];

    public static TheoryData<string> Names() => [.. Schemas.SelectMany(schema => schema.Fields).Select(field => field.Json).Distinct()];

    [Fact]
    public void English_Page_IsUpToDate() => ShouldBeUpToDate(OptionsPages.English, field => field.English);

    [Fact]
    public void Chinese_Page_IsUpToDate() => ShouldBeUpToDate(OptionsPages.Chinese, field => field.Chinese);

    [Theory]
    [MemberData(nameof(Names))]
    public void Meaning_OfField_IsOneLineInItsLanguage(string name)
    {
        foreach (var field in Schemas.SelectMany(schema => schema.Fields).Where(field => field.Json == name))
        {
            field.English.ShouldEndWith(".");
            field.English.ShouldAllBe(letter => letter < '\u3000' && letter != '\n');
            field.Chinese.ShouldContain(letter => letter >= '\u4E00');
            field.Chinese.ShouldNotContain("\n");
            field.Chinese.ShouldNotEndWith("。");
        }
    }

    private static void ShouldBeUpToDate(PageWords words, Func<ConfigField, string> meaning)
    {
        var file = Path.Combine(Checkout.Root, words.Page);
        var page = new OptionsPage(words, meaning).Create();
        if (Writes)
        {
            File.WriteAllText(file, page);
        }

        (File.Exists(file) ? File.ReadAllText(file) : "").ShouldBe(page, $"{words.Page} is stale. Run: {OptionsPages.Command}");
    }
}
