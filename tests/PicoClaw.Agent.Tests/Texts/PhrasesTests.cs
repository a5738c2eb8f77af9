using System.Reflection;
using System.Text.RegularExpressions;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Texts;

namespace PicoClaw.Agent.Tests.Texts;

public sealed partial class PhrasesTests
{
    public static TheoryData<string> All => [.. Fields().Select(Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Phrase_BothLanguages_SayTheSame(string name)
    {
        ShouldSayTheSame((Phrase)Fields().Single(field => Name(field) == name).GetValue(null)!);
    }

    [Fact]
    public void All_IsNotEmpty() => All.Count.ShouldBeGreaterThan(30);

    [Fact]
    public void In_Values_StandInTheirPlaces() => ModelCommand.Chosen.In(Language.Chinese, "a").ShouldBe("好的，之后由 a 回答本对话。");

    internal static void ShouldSayTheSame(Phrase phrase)
    {
        phrase.English.ShouldNotBeNullOrWhiteSpace();
        Han().IsMatch(phrase.English).ShouldBeFalse();
        Han().IsMatch(phrase.Chinese).ShouldBe(HasWords(phrase.English));
        Placeholders(phrase.Chinese).ShouldBe(Placeholders(phrase.English));
    }

    private static IEnumerable<FieldInfo> Fields() => typeof(Phrases).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(Phrase));

    private static string Name(FieldInfo field) => $"{field.DeclaringType!.Name}.{field.Name}";

    // Punctuation has no characters of a language.
    private static bool HasWords(string text) => text.Any(char.IsLetter);

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"[\u3400-\u9fff]")]
    private static partial Regex Han();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
