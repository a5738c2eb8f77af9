namespace PicoClaw.Gateway.Doctor.Checking;

/// <summary>What a check asked could not be asked at all.</summary>
internal sealed class CheckFailedException(string text, string remedy, Exception? innerException = null) : Exception(text, innerException)
{
    public Finding Finding => Finding.Fail(Message, remedy);
}
