using PicoClaw.Contracts;

namespace PicoClaw.Egress.Outbox;

/// <summary>A recipient as the outbox, the configuration and clients write it: a person's id, <c>group:ID</c> or <c>alias:NAME</c>.</summary>
internal static class RecipientText
{
    private static readonly (string Prefix, RecipientKind Kind)[] Prefixes =
        [("person:", RecipientKind.Person), ("group:", RecipientKind.Group), ("alias:", RecipientKind.Alias)];

    public static Recipient Parse(string text)
    {
        foreach (var (prefix, kind) in Prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                return new Recipient { Kind = kind, Id = text[prefix.Length..] };
            }
        }

        return new Recipient { Id = text };
    }

    public static string Of(Recipient recipient) =>
        recipient.Kind == RecipientKind.Person && Parse(recipient.Id) == recipient
            ? recipient.Id
            : $"{Prefixes.First(one => one.Kind == recipient.Kind).Prefix}{recipient.Id}";
}
