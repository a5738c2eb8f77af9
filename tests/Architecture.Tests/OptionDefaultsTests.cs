using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Configuration.Schema;
using PicoClaw.Configuration.Sections;

namespace Architecture.Tests;

/// <summary>The schema states a default for people; the options class has the one that holds. They are the same.</summary>
public sealed class OptionDefaultsTests
{
    private static readonly Type[] OptionClasses =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "PicoClaw.*.dll")
            .SelectMany(file => Assembly.LoadFrom(file).GetTypes())
            .Where(type => SectionOf(type) is not null && type.GetConstructor(Type.EmptyTypes) is not null),
    ];

    public static TheoryData<string> Fields() => [.. ConfigSchema.Root.Fields.Where(field => Property(field) is not null).Select(field => field.Json)];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Default_OfField_IsThatOfItsOptionsClass(string json)
    {
        var field = ConfigSchema.Root[json];
        var (type, property) = Property(field)!.Value;
        var value = property.GetValue(Activator.CreateInstance(type));

        // Zero and nothing mean that the class works its default out, or has none.
        var isWorkedOut = value is null or 0 or 0L or "";
        if (!isWorkedOut || field.Default is null)
        {
            Plain(field.Default).ShouldBe(isWorkedOut ? "" : Plain(JsonSerializer.Serialize(value is Enum ? value.ToString() : value)), json);
        }
    }

    [Fact]
    public void Fields_OfOptionsClasses_AreFound() => Fields().Count.ShouldBeGreaterThan(30);

    private static (Type Type, PropertyInfo Property)? Property(ConfigField field) => OptionClasses
        .Where(type => field.Key.StartsWith(SectionOf(type) + ":", StringComparison.Ordinal))
        .Select(type => (type, property: type.GetProperty(field.Key[(SectionOf(type)!.Length + 1)..])))
        .Where(pair => pair.property is { CanWrite: true })
        .Select(pair => ((Type, PropertyInfo)?)(pair.type, pair.property!))
        .FirstOrDefault();

    private static string? SectionOf(Type type) => type.GetField("SectionName", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string;

    // RobotAndConversation is robot_and_conversation in the file, and AtMostOnce is at-most-once.
    private static string Plain(string? json) => json is null ? "" : JsonNode.Parse(json)!.ToString().Replace("_", "", StringComparison.Ordinal)
        .Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
}
