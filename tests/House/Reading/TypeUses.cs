using Mono.Cecil;
using Mono.Cecil.Cil;

namespace House.Reading;

/// <summary>The types that each type of an assembly uses; read from the compiled code, so an inlined constant is not seen.</summary>
internal static class TypeUses
{
    public static IEnumerable<(string Type, string Used)> Of(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        var uses = from type in module.GetTypes()
                   from used in Uses(type).SelectMany(Parts)
                   where used.Scope == module
                   select (Outer(type), Outer(used));
        return [.. uses.Distinct()];
    }

    private static IEnumerable<TypeReference> Uses(TypeDefinition type) =>
    [
        .. type.BaseType is null ? [] : new[] { type.BaseType },
        .. type.Interfaces.Select(one => one.InterfaceType),
        .. type.CustomAttributes.Select(one => one.AttributeType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Methods.SelectMany(Uses),
    ];

    private static IEnumerable<TypeReference> Uses(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType).Concat(method.Body.Instructions.SelectMany(Uses)) : [],
    ];

    private static IEnumerable<TypeReference> Uses(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method is GenericInstanceMethod generic ? generic.GenericArguments : []],
        _ => [],
    };

    // Of a list of arrays of a type, the list and the type.
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        GenericParameter => [],
        _ => [type],
    };

    private static string Outer(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.FullName;
    }
}
