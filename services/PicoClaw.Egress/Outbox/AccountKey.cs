using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Egress.Outbox;

/// <summary>The lane of an account: its holder alone sends for the account.</summary>
internal static class AccountKey
{
    private const char Separator = ':';

    public static string Of(Conversation conversation) => Of(conversation.Channel, conversation.Account);

    public static string Of(string channel, string account) => StoreKey.Of($"{channel}{Separator}{account}");

    /// <summary>All of the key where it is a digest: then no channel is found.</summary>
    public static string ChannelOf(string key) => key.Split(Separator, 2)[0];

    public static string AccountOf(string key) => key[(key.IndexOf(Separator, StringComparison.Ordinal) + 1)..];
}
