using PicoClaw.Contracts;

namespace PicoClaw.Egress.Outbox;

internal static class AccountKey
{
    /// <summary>The lane of an account: whoever holds it alone sends for the account.</summary>
    public static string Of(Conversation conversation) => $"{conversation.Channel}:{conversation.Account}";
}
