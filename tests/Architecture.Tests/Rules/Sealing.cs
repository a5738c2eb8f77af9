using System.Runtime.CompilerServices;

namespace Architecture.Tests.Rules;

/// <summary>A class or record that nobody derives from is sealed or static.</summary>
internal static class Sealing
{
    public static IReadOnlyList<string> Breaches(IEnumerable<Type> types)
    {
        var all = types.ToList();
        var bases = all.Select(type => type.BaseType).OfType<Type>().Select(Definition).ToHashSet();
        return
        [
            .. all.Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false } && !bases.Contains(type) && !IsGenerated(type))
                .Select(type => type.FullName!),
        ];
    }

    // A program of top-level statements has a class Program that nobody wrote.
    private static bool IsGenerated(Type type) =>
        type.FullName is "Program" || type.FullName!.Contains('<', StringComparison.Ordinal) || type.IsDefined(typeof(CompilerGeneratedAttribute), false);

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
