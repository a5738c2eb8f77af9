using System.Globalization;
using System.Net;
using System.Text.Json;

namespace PicoClaw.Hosting.Configuration;

/// <summary>What a field of the schema accepts and how it is normalized. An empty text is a value left out.</summary>
internal static class FieldKinds
{
    /// <summary>For fields that have code of their own.</summary>
    public static void Elsewhere(FieldReading reading)
    {
    }

    public static void Text(FieldReading reading)
    {
        if (TextOf(reading) is { } text)
        {
            reading.Emit(text);
        }
    }

    public static FieldReader OneOf(params string[] values) => reading =>
    {
        if (TextOf(reading) is not { } text)
        {
            return;
        }

        if (Array.Find(values, value => value.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            reading.Emit(known);
        }
        else
        {
            reading.Refuse($"expected one of {string.Join(", ", values)}.");
        }
    };

    public static void Folder(FieldReading reading)
    {
        if (TextOf(reading) is { } text)
        {
            reading.Emit(ConfigPaths.ExpandHome(text, reading.Writer.UserHome));
        }
    }

    public static void Flag(FieldReading reading)
    {
        if (FlagOf(reading.Node) is { } value)
        {
            reading.Emit(value ? "true" : "false");
        }
        else
        {
            reading.Expected(reading.FromEnvironment ? "true or false" : "true or false (without quotes)");
        }
    }

    public static FieldReader Whole(int min = 0, int max = int.MaxValue) => reading =>
    {
        var range = max == int.MaxValue ? $"a whole number, {min} or more" : $"a whole number from {min} to {max}";
        if (!IsNumeric(reading) || !long.TryParse(reading.Node.Text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            reading.Expected(range);
        }
        else if (value < min || value > max)
        {
            reading.Refuse($"expected {range}, found {value}.");
        }
        else
        {
            reading.Emit(value.ToString(CultureInfo.InvariantCulture));
        }
    };

    public static FieldReader Number(double min, double max) => reading =>
    {
        if (!IsNumeric(reading)
            || !double.TryParse(reading.Node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !(value >= min && value <= max))
        {
            reading.Expected($"a number from {min} to {max}");
        }
        else
        {
            reading.Emit(value.ToString("R", CultureInfo.InvariantCulture));
        }
    };

    public static FieldReader OneOf(params (string Json, string Value)[] choices) => reading =>
    {
        if (choices.FirstOrDefault(choice => choice.Json == reading.Node.Text.Trim() && reading.Node.Kind == JsonValueKind.String) is { Value: { } value })
        {
            reading.Emit(value);
        }
        else
        {
            reading.Expected(string.Join(" or ", choices.Select(choice => $"\"{choice.Json}\"")));
        }
    };

    public static void Address(FieldReading reading)
    {
        if (TextOf(reading) is not { } text)
        {
            return;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0)
        {
            reading.Emit(text);
        }
        else
        {
            reading.Refuse("expected an address that begins with https:// (or http://).");
        }
    }

    /// <summary>Not any name: a web server takes one that it does not know for all addresses of the machine.</summary>
    public static void ListenHost(FieldReading reading)
    {
        if (TextOf(reading) is not { } text)
        {
            return;
        }

        if (text.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            reading.Emit("localhost");
        }
        else if (Uri.CheckHostName(text.Trim('[', ']')) is UriHostNameType.IPv4 or UriHostNameType.IPv6 && IPAddress.TryParse(text, out var address))
        {
            reading.Emit(address.ToString());
        }
        else
        {
            reading.Refuse("expected localhost or an IP address of this machine (0.0.0.0 for all of them).");
        }
    }

    public static void Broker(FieldReading reading)
    {
        if (TextOf(reading) is not { } text)
        {
            return;
        }

        if (AddressText.Fault(text) is { } fault)
        {
            reading.Refuse(fault);
            return;
        }

        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" && uri.Host.Length > 0;
        if (!isAddress && text != "memory")
        {
            reading.Refuse("expected \"memory\" or the address of a RabbitMQ server, such as amqp://user:password@host:5672.");
            return;
        }

        reading.Writer.Secrets.Note(reading.Node, isSecret: uri?.UserInfo.Contains(':', StringComparison.Ordinal) == true);
        reading.Emit(text);
    }

    /// <summary>A folder, or a database by address (postgres://…) or connection string (Host=…;…), which the store itself looks into.</summary>
    public static void Store(FieldReading reading)
    {
        if (TextOf(reading) is not { } text)
        {
            return;
        }

        var isAddress = text.Contains("://", StringComparison.Ordinal);
        if (isAddress && AddressText.Fault(text) is { } fault)
        {
            reading.Refuse(fault);
        }
        else if (isAddress && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "postgres" or "postgresql"))
        {
            reading.Refuse("expected a folder or the address of a PostgreSQL database, such as postgres://user:password@host:5432/picoclaw.");
        }
        else if (isAddress || text.Contains('=', StringComparison.Ordinal))
        {
            reading.Writer.Secrets.Note(reading.Node, isSecret: true);
            reading.Emit(text, ":Postgres");
        }
        else
        {
            reading.Emit(ConfigPaths.ExpandHome(text, reading.Writer.UserHome), ":Directory");
        }
    }

    public static void JsonObject(FieldReading reading)
    {
        if (reading.Node.Kind == JsonValueKind.Object && VariableReferences.IsIn(reading.Node.Text))
        {
            reading.Refuse("holds ${…}, which is not read within this object. Write the value.");
        }
        else if (reading.Node.Kind == JsonValueKind.Object)
        {
            reading.Emit(reading.Node.Text);
        }
        else
        {
            reading.Expected("an object { }");
        }
    }

    internal static bool? FlagOf(ConfigNode node) => node.Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        // In quotes as well, as templates of containers write it.
        JsonValueKind.String => node.Text.Trim().ToUpperInvariant() switch
        {
            "TRUE" => true,
            "FALSE" => false,
            "1" when node.Place.IsEnvironment => true,
            "0" when node.Place.IsEnvironment => false,
            _ => null,
        },
        _ => null,
    };

    private static string? TextOf(FieldReading reading)
    {
        if (reading.Node.Kind != JsonValueKind.String)
        {
            reading.Expected("text in double quotes");
            return null;
        }

        var text = reading.Node.Text.Trim();
        return text.Length == 0 ? null : text;
    }

    private static bool IsNumeric(FieldReading reading) => reading.Node.Kind is JsonValueKind.Number or JsonValueKind.String;
}
