using System.Reflection;
using System.Text.RegularExpressions;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Tests.Texts;

public sealed partial class PhrasesTests
{
    public static TheoryData<string> All => [.. Fields().Select(phrase => phrase.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Phrase_BothLanguages_SayTheSame(string name)
    {
        var phrase = (Phrase)Fields().Single(field => field.Name == name).GetValue(null)!;

        phrase.English.ShouldNotBeNullOrWhiteSpace();
        Han().IsMatch(phrase.English).ShouldBeFalse();
        Han().IsMatch(phrase.Chinese).ShouldBeTrue();
        Placeholders(phrase.Chinese).ShouldBe(Placeholders(phrase.English));
    }

    [Fact]
    public void All_IsNotEmpty() => All.Count.ShouldBeGreaterThan(30);

    [Fact]
    public void In_Values_StandInTheirPlaces() => Phrases.ModelChosen.In(Language.Chinese, "a").ShouldBe("好的，之后由 a 回答本对话。");

    private static IEnumerable<FieldInfo> Fields() => typeof(Phrases).GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.FieldType == typeof(Phrase));

    private static string Placeholders(string text) => string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"[\u3400-\u9fff]")]
    private static partial Regex Han();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
