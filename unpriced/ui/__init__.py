"""The Streamlit side: frame, URL state, figure cards."""
