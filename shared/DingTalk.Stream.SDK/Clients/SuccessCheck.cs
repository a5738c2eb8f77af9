using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.OpenApi;

// For APIs whose answer has nothing but whether the call succeeded.
internal static class SuccessCheck
{
    // Returns the answer, or throws if it does not say so.
    public static ApiAnswer Succeeded(this ApiAnswer answer) => answer.Root?.Text("success") == "true"
        ? answer
        : throw new UnknownOutcomeException("DingTalk's answer does not say that the call succeeded; it may have taken effect.")
        {
            Status = answer.Status,
            RequestId = answer.RequestId,
        };
}
