namespace DingTalk.Stream.OpenApi;

/// <summary>The app lacks a permission, which somebody has to grant in the developer console (<c>…AccessTokenPermissionDenied</c>, 60011). Nothing was sent.</summary>
public sealed class PermissionMissingException : PermanentException
{
    internal PermissionMissingException(string message)
        : base(message)
    {
    }

    /// <summary>The permissions to grant, such as <c>qyapi_robot_sendmsg</c>; empty when DingTalk names none.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }
}
