package onetill.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Values that do not fit. By name, because the server brings a mapper of its own for them that answers in plain text. */
@Provider
@ApplicationScoped
public class ViolationMapper implements ExceptionMapper<ConstraintViolationException> {

    @Inject
    ProblemMapper problems;

    @Override
    public Response toResponse(ConstraintViolationException violations) {
        return problems.toResponse(violations);
    }
}
