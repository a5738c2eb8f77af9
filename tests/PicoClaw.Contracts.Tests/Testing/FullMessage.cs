using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;

namespace PicoClaw.Contracts.Tests.Testing;

/// <summary>A contract with every member set to a different value, by reflection, so that new members are included.</summary>
internal sealed class FullMessage
{
    private int _count;

    public static T Of<T>() => (T)new FullMessage().Value(typeof(T));

    private object Value(Type type)
    {
        var next = ++_count;
        return type switch
        {
            _ when Nullable.GetUnderlyingType(type) is { } inner => Value(inner),
            _ when type == typeof(string) => $"text {next}",
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => 1_000_000 + next,
            _ when type == typeof(long) => 1_000_000_000_000L + next,
            _ when type == typeof(Guid) => new Guid(next, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.Parse("2026-06-13T08:00:00.123Z", CultureInfo.InvariantCulture).AddSeconds(next),
            _ when type.IsEnum => Enum.GetValues(type).Cast<object>().Last(),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => List(type.GetGenericArguments()[0]),
            _ when type.IsAbstract => Value(type.GetCustomAttributes<JsonDerivedTypeAttribute>().First().DerivedType),
            _ when type.Assembly == typeof(MessageReceived).Assembly => Record(type),
            _ => throw new NotSupportedException(
                $"A contract holds {type}. Decide how it looks on the wire, then teach it to {nameof(FullMessage)}."),
        };
    }

    private IList List(Type element)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        list.Add(Value(element));
        list.Add(Value(element));
        return list;
    }

    private object Record(Type type)
    {
        var record = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(record, Value(property.PropertyType));
        }

        return record;
    }
}
