using System.CommandLine;
using System.CommandLine.Parsing;

namespace PicoClaw.Gateway.Commands;

/// <summary><c>--emulator [ADDRESS]</c>, for every command that works on a trial.</summary>
internal static class EmulatorOption
{
    public static readonly Uri Default = new("http://127.0.0.1:5080");

    public static Option<Uri?> Create(string description, Option<bool>? isPublic = null) => new("--emulator")
    {
        Description = $"{description}; optionally the address of its chat page (default: {Default})",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => Address(result, isPublic is null || result.GetValue(isPublic)),
    };

    /// <summary>Null without the option; the default when it has no address.</summary>
    public static Uri? Read(ParseResult parsed, Option<Uri?> emulator) =>
        parsed.GetResult(emulator) is null ? null : parsed.GetValue(emulator) ?? Default;

    private static Uri? Address(ArgumentResult result, bool isPublic)
    {
        if (result.Tokens.Count == 0)
        {
            return Default;
        }

        var text = result.Tokens[0].Value;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address is not { Scheme: "http", PathAndQuery: "/", UserInfo: "" })
        {
            result.AddError($"--emulator: \"{text}\" is not an address such as {Default}");
            return null;
        }

        if (address.Port == 0)
        {
            // The bot must know the port before the emulator has one.
            result.AddError($"--emulator: \"{text}\" has no port; write an address such as {Default}");
            return null;
        }

        if (!address.IsLoopback && !isPublic)
        {
            result.AddError(
                $"--emulator: \"{text}\" is not local to this machine. Anybody who reaches the emulator can speak as any user: write an address such as "
                + $"{Default}, or add --emulator-public if that is meant");
            return null;
        }

        return address;
    }
}
