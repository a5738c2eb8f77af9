namespace PicoClaw.Egress.Notifications.Http;

/// <summary>A request cannot be read any further.</summary>
internal sealed class RequestRefusedException(Problem problem, Exception? cause = null) : Exception(problem.Detail, cause)
{
    public Problem Problem => problem;
}
